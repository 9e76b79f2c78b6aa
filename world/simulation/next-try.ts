import { reasonOf } from "../../lakehouse/decline/reason-of.ts";
import { maxAttempts, type Payment } from "../demand/payment.ts";
import { processors } from "../entity/processor.ts";
import type { Incident } from "../incident/incident.ts";
import { cause } from "../latent/cause.ts";
import { adviceCodes, declineCodes } from "../latent/emission.ts";
import type { Actor } from "../policy/actor.ts";
import { uniform } from "../random/counter.ts";
import { logNormal } from "../random/distribution.ts";
import { dayMs, minuteMs } from "../time.ts";
import type { AttemptOutcome } from "./attempt.ts";

const draws = { willing: 160, pause: 161 } as const;
const reasons = declineCodes.map((code) => reasonOf("event", code, null).reason);

/** A payment is over this long after it began. */
const horizonMs = 30 * dayMs;
/** A merchant that waits this long repeats without the shopper. */
const alone = 60;
const shopperTriesAtMost = 2;

/** After a decline: whether and when the payment is tried again. True where `payment.dueAt` is its next attempt. */
export const planNextTry = (
  payment: Payment,
  outcome: AttemptOutcome,
  actor: Actor,
  active: readonly Incident[],
): boolean => {
  remember(payment, outcome);
  const wait = waitMs(payment, outcome, actor, active);
  if (wait === null || payment.attemptNo >= maxAttempts) return false;
  payment.dueAt = outcome.at + outcome.latencyMs + Math.max(1_000, Math.round(wait));
  payment.attemptNo += 1;
  payment.facts.attemptNo = payment.attemptNo;
  payment.facts.at = payment.dueAt;
  return payment.dueAt - payment.startedAt < horizonMs;
};

const remember = (payment: Payment, outcome: AttemptOutcome): void => {
  payment.previousTransaction = outcome.transaction;
  payment.previousCause = outcome.cause;
  payment.previousProcessor = outcome.processor;
  payment.previousCode = outcome.declineCode;
  payment.previousAdvice = outcome.adviceCode;
  const { facts } = payment;
  facts.previousProcessor = processors[outcome.processor]?.name ?? null;
  facts.previousCode = declineCodes[outcome.declineCode] ?? null;
  facts.previousReason = reasons[outcome.declineCode] ?? null;
  facts.previousAdvice = adviceCodes[outcome.adviceCode] ?? null;
};

const waitMs = (
  payment: Payment,
  outcome: AttemptOutcome,
  actor: Actor,
  active: readonly Incident[],
): number | null => {
  for (const incident of active) {
    const repeat = incident.repeatAfterMs?.(payment) ?? null;
    if (repeat !== null) return repeat;
  }
  if (payment.isCardPresent || payment.amountMinor === 0) return shopperWaitMs(payment, outcome);
  const minutes = actor.retry(payment, active);
  if (minutes === null) return payment.isRecurring ? null : shopperWaitMs(payment, outcome);
  if (minutes >= alone) payment.isByMerchant = true;
  return minutes * minuteMs;
};

/** The shopper's own next try: more willing after a typing error, and never more than twice. */
const shopperWaitMs = (payment: Payment, outcome: AttemptOutcome): number | null => {
  if (payment.shopperTries >= shopperTriesAtMost) return null;
  const isMistake =
    outcome.cause === cause.security_code || outcome.cause === cause.expired_credential;
  const willingness = payment.isFraud ? 0.5 : isMistake ? 0.65 : payment.isCardPresent ? 0.4 : 0.3;
  if (uniform(payment.key, draws.willing, payment.attemptNo) > willingness) return null;
  payment.shopperTries += 1;
  const u = uniform(payment.key, draws.pause, payment.attemptNo);
  return 1_000 * logNormal(u, payment.isCardPresent ? 12 : 75, 0.8);
};
