import type { Payment } from "../demand/payment.ts";
import { processors } from "../entity/processor.ts";
import { entryMode, solution } from "../entity/vocabulary.ts";
import type { Incident } from "../incident/incident.ts";
import { keyOf, uniform } from "../random/counter.ts";
import { hourMs } from "../time.ts";
import { isAuthenticatedBy } from "./authentication.ts";
import { cause, causes } from "./cause.ts";
import { isClosed, isLostOrStolen, isStoredDataExpired } from "./credential.ts";
import { availableFunds, isOverLimit } from "./funds.ts";
import { isTokenised, judgementProbability } from "./issuer-judgement.ts";

/** An attempt as the issuer will see it. */
export interface Sent {
  readonly processor: number;
  readonly at: number;
  readonly threeDsResult: number;
  readonly isExempted: boolean;
}

/** The probability of each cause, given that none before it struck. Known states are 0 or 1. */
export type Hazards = Float64Array;
export const newHazards = (): Hazards => new Float64Array(causes.length);

/** At a till most who are short of money know it and pay in another way. */
const triesWhenShort = 0.3;

const draws = { till: 69, number: 70, permission: 71, mandate: 72, typedExpiry: 73 } as const;

/**
 * Writes the hazards of an attempt. This is the whole latent model: the world draws outcomes from it, and the oracle
 * policy reads it.
 */
export const writeHazards = (
  hazards: Hazards,
  payment: Payment,
  sent: Sent,
  active: readonly Incident[],
): void => {
  const { card } = payment;
  const isRemote = !payment.isCardPresent;
  const isAuthenticated = isAuthenticatedBy(sent.threeDsResult);
  hazards.fill(0);
  hazards[cause.processor_failure] = processorFailure(payment, sent, active);
  hazards[cause.issuer_unavailable] = issuerUnavailability(card.issuer.key, sent.at);
  hazards[cause.lost_or_stolen] = isLostOrStolen(card, payment.startedAt) ? 1 : 0;
  hazards[cause.closed_account] = isClosed(card, payment.startedAt) ? 1 : 0;
  hazards[cause.not_permitted] = ruleRefusal(payment, active);
  if (isRemote) {
    hazards[cause.stopped_mandate] =
      payment.isRecurring && uniform(payment.key, draws.mandate) < 0.004 ? 1 : 0;
    hazards[cause.invalid_number] = invalidNumber(payment);
    hazards[cause.expired_credential] = expiredCredential(payment, sent.at, active);
    hazards[cause.security_code] = payment.isRecurring || isTokenised(payment.solution) ? 0 : 0.007;
    hazards[cause.authentication_required] = authenticationRequired(payment, sent, isAuthenticated);
  }
  let judgement = judgementProbability(payment, sent.processor, isAuthenticated, sent.at);
  for (const incident of active)
    judgement = either(judgement, incident.issuerRefusal?.(payment, sent.processor) ?? 0);
  hazards[cause.issuer_judgement] = judgement;
  if (isRemote || uniform(payment.key, draws.till) < triesWhenShort) {
    hazards[cause.spending_limit] = isOverLimit(card, payment.amountUsd, sent.at) ? 1 : 0;
    hazards[cause.no_funds] = availableFunds(card, sent.at) < payment.amountUsd ? 1 : 0;
  }
};

/** Probability that no hazard strikes. */
export const survival = (hazards: Hazards): number => {
  let probability = 1;
  for (const hazard of hazards) probability *= 1 - hazard;
  return probability;
};

/** Probability of one or the other, independent of each other. */
const either = (a: number, b: number): number => 1 - (1 - a) * (1 - b);

const processorFailure = (payment: Payment, sent: Sent, active: readonly Incident[]): number => {
  let failure = processors[sent.processor]?.failure ?? 0;
  for (const incident of active)
    failure = either(failure, incident.processorFailure?.(payment, sent.processor) ?? 0);
  return failure;
};

/** Issuers are away now and then: seldom for an hour, mostly for one attempt. */
const issuerUnavailability = (key: number, at: number): number =>
  uniform(key, 74, Math.floor(at / hourMs)) < 0.002 ? 0.35 : 0.0025;

const invalidNumber = (payment: Payment): number => {
  if (payment.isRecurring || isTokenised(payment.solution)) return 0;
  return uniform(payment.key, draws.number) < 0.009 ? 1 : 0;
};

/** A card may be closed to a kind of merchant for good, more often abroad. An incident's rule comes on top. */
const ruleRefusal = (payment: Payment, active: readonly Incident[]): number => {
  const share = payment.isCardPresent ? 0.0008 : payment.isCrossBorder ? 0.008 : 0.003;
  const kind = keyOf(payment.card.key, payment.merchant.segment);
  if (uniform(kind, draws.permission) < share) return 1;
  let refusal = 0;
  for (const incident of active) refusal = either(refusal, incident.ruleRefusal?.(payment) ?? 0);
  return refusal;
};

/** Stored data expire; typed data hardly do, and a shopper who was told so types the new ones. Tokens follow the card. */
const expiredCredential = (payment: Payment, at: number, active: readonly Incident[]): number => {
  if (isTokenised(payment.solution)) return 0;
  for (const incident of active) if (incident.expires?.(payment) ?? false) return 1;
  if (payment.entryMode === entryMode.recurring)
    return isStoredDataExpired(payment.card, at) ? 1 : 0;
  if (payment.previousCause === cause.expired_credential) return 0.3;
  return uniform(payment.key, draws.typedExpiry) < 0.016 ? 1 : 0;
};

const authenticationRequired = (payment: Payment, sent: Sent, isAuthenticated: boolean): number => {
  if (isAuthenticated || !payment.isRegulated || payment.entryMode !== entryMode.ecom) return 0;
  if (isTokenised(payment.solution) || payment.solution === solution.passkey) return 0.002;
  return sent.isExempted ? 0.035 : 0.55;
};
