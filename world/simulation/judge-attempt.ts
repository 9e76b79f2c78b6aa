import { type Payment, transactionsPerPayment } from "../demand/payment.ts";
import { processors } from "../entity/processor.ts";
import { entryMode, exemption, stage, threeDs } from "../entity/vocabulary.ts";
import type { Incident } from "../incident/incident.ts";
import { authenticate, canStepUp } from "../latent/authentication.ts";
import { cause } from "../latent/cause.ts";
import { declineCodes, showAdvice, showCode } from "../latent/emission.ts";
import { feeCents } from "../latent/fee.ts";
import { type Hazards, writeHazards } from "../latent/hazard.ts";
import type { Actor } from "../policy/actor.ts";
import { uniform } from "../random/counter.ts";
import { logNormal } from "../random/distribution.ts";
import type { AttemptOutcome } from "./attempt.ts";
import { drawProcessor } from "./draw-processor.ts";

const authenticationFailed = declineCodes.indexOf("AUTHENTICATION_FAILED");
const cancelled = declineCodes.indexOf("CANCELLED");
const blockedByRule = declineCodes.indexOf("BLOCKED_BY_RULE");

const draws = { sticky: 100, latency: 130, same: 131, cause: 140 } as const;

/** The merchants' own rule: above this score (ten-thousandths) a shopper's payment over the internet is not sent. */
const blockAbove = 9_000;

/** What making one attempt needs besides the payment. */
export interface Judge {
  readonly actor: Actor;
  readonly active: readonly Incident[];
  readonly hazards: Hazards;
  readonly shares: Float64Array;
}

/** Makes the payment's next attempt: rule, step-up, route, authentication, issuer. Fills `outcome`. */
export const judgeAttempt = (payment: Payment, outcome: AttemptOutcome, judge: Judge): void => {
  outcome.at = payment.dueAt;
  outcome.transaction = payment.number * transactionsPerPayment + payment.attemptNo;
  outcome.adviceCode = -1;
  outcome.cause = -1;
  outcome.isApproved = false;
  const stepUp = canStepUp(payment) ? judge.actor.stepUp(payment, judge.active) : "none";
  outcome.uses3ds = stepUp === "3ds";
  outcome.exemption = stepUp === "low_value" || stepUp === "tra" ? exemption[stepUp] : -1;
  outcome.threeDsResult = threeDs.not_requested;
  if (isBlocked(payment)) {
    endBefore(outcome, stage.blocked, blockedByRule);
    return;
  }
  drawProcessor(payment, outcome, judge);
  if (outcome.uses3ds) outcome.threeDsResult = authenticate(payment, judge.active);
  if (outcome.threeDsResult === threeDs.failed)
    endBefore(outcome, stage.authentication, authenticationFailed);
  else if (outcome.threeDsResult === threeDs.abandoned)
    endBefore(outcome, stage.cancelled, cancelled);
  else askIssuer(payment, outcome, judge);
  outcome.latencyMs = latencyMs(payment, outcome);
  outcome.feeCents = feeCents(payment, outcome, judge.active);
};

const isBlocked = (payment: Payment): boolean =>
  payment.entryMode === entryMode.ecom && payment.fraudScore > blockAbove;

/** The attempt never reaches an issuer. */
const endBefore = (outcome: AttemptOutcome, stageCode: number, declineCode: number): void => {
  outcome.stage = stageCode;
  outcome.declineCode = declineCode;
  if (stageCode !== stage.blocked) return;
  outcome.processor = -1;
  outcome.propensity = -1;
  outcome.latencyMs = 5;
  outcome.feeCents = 0;
};

const askIssuer = (payment: Payment, outcome: AttemptOutcome, judge: Judge): void => {
  const { hazards } = judge;
  const isAttempted = outcome.threeDsResult === threeDs.unavailable;
  writeHazards(
    hazards,
    payment,
    {
      processor: outcome.processor,
      at: outcome.at,
      threeDsResult: outcome.threeDsResult,
      isExempted: outcome.exemption >= 0 || isAttempted,
    },
    judge.active,
  );
  outcome.stage = stage.issuer;
  for (let place = 0; place < hazards.length; place += 1) {
    const hazard = hazards[place] ?? 0;
    if (hazard === 0 || (hazard < 1 && luck(payment, outcome.processor, place) >= hazard)) continue;
    outcome.cause = place;
    outcome.declineCode = showCode(payment, place);
    outcome.adviceCode = showAdvice(payment, place);
    return;
  }
  outcome.isApproved = true;
  outcome.declineCode = -1;
};

/**
 * The draw that decides a cause. It hangs on the payment, the attempt's place and the processor, never on what was
 * decided before. An issuer mostly judges a repeated payment as it did at first, through whichever processor it comes.
 */
const luck = (payment: Payment, processor: number, place: number): number => {
  const index = payment.attemptNo * processors.length + processor;
  const isSame = place === cause.issuer_judgement && uniform(payment.key, draws.same, index) < 0.72;
  return isSame
    ? uniform(payment.key, draws.sticky + place)
    : uniform(payment.key, draws.cause + place, index);
};

const latencyMs = (payment: Payment, outcome: AttemptOutcome): number => {
  const processor = processors[outcome.processor];
  if (processor === undefined) return 0;
  const index = payment.attemptNo * processors.length + outcome.processor;
  const u = uniform(payment.key, draws.latency, index);
  const usual = logNormal(u, processor.latencyMedianMs, processor.latencySigma);
  if (outcome.cause === cause.processor_failure) return Math.round(4_000 + 8_000 * u);
  if (outcome.cause === cause.issuer_unavailable) return Math.round(usual + 3_000);
  return Math.round(payment.isCardPresent ? usual * 0.6 : usual);
};
