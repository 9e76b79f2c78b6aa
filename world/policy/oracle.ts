import type { Payment } from "../demand/payment.ts";
import { processors } from "../entity/processor.ts";
import { threeDs } from "../entity/vocabulary.ts";
import type { Incident } from "../incident/incident.ts";
import { authenticationChances, canStepUp } from "../latent/authentication.ts";
import { newHazards, survival, writeHazards } from "../latent/hazard.ts";
import { minuteMs } from "../time.ts";
import type { Actor } from "./actor.ts";
import { type StepUp, stepUps } from "./policy.ts";

/** Waits that it considers, in minutes. */
const waits = [0, 60, 360, 1440, 2880, 4320, 7200, 10_080, 14_400];
const attemptsAtMost = 5;
/** A repeat less likely than this costs more than it brings. */
const worthIt = 0.05;
/** A later time must be this much better to be waited for. */
const patience = 0.02;

/**
 * Knows every probability and none of the luck: the best processor, step-up and time to repeat. What it gains over a
 * policy is the most that any policy can gain. CP payments go to the terminal's processor as under any other.
 */
export const oracle = (): Actor => {
  const hazards = newHazards();

  const issuerOdds = (payment: Payment, active: readonly Incident[], option: Option): number => {
    const { processor, at, isExempted, threeDsResult } = option;
    writeHazards(hazards, payment, { processor, at, threeDsResult, isExempted }, active);
    return survival(hazards);
  };

  const odds = (
    payment: Payment,
    active: readonly Incident[],
    { processor, at, stepUp }: { processor: number; at: number; stepUp: StepUp },
  ): number => {
    const ask = (threeDsResult: number, isExempted: boolean) =>
      issuerOdds(payment, active, { processor, at, threeDsResult, isExempted });
    if (stepUp !== "3ds") return ask(threeDs.not_requested, stepUp !== "none");
    const { authenticated, unavailable } = authenticationChances(payment, active);
    return (
      authenticated * ask(threeDs.frictionless, false) +
      unavailable * ask(threeDs.unavailable, true)
    );
  };

  const best = (payment: Payment, active: readonly Incident[], at: number) => {
    let found: { processor: number; stepUp: StepUp; odds: number } = {
      processor: payment.merchant.primary,
      stepUp: "none",
      odds: -1,
    };
    for (const stepUp of canStepUp(payment) ? stepUps : (["none"] as const))
      for (let processor = 0; processor < processors.length; processor += 1) {
        if (payment.isCardPresent && processor !== payment.merchant.primary) continue;
        const value = odds(payment, active, { processor, at, stepUp });
        if (value > found.odds) found = { processor, stepUp, odds: value };
      }
    return found;
  };

  return {
    name: "oracle",
    routing: (payment, active, shares) => {
      shares[best(payment, active, payment.dueAt).processor] = 1;
    },
    stepUp: (payment, active) => best(payment, active, payment.dueAt).stepUp,
    retry: (payment, active) => {
      if (payment.attemptNo >= attemptsAtMost) return null;
      const chances = waits.map(
        (wait) => best(payment, active, payment.dueAt + wait * minuteMs).odds,
      );
      const top = Math.max(...chances);
      if (top < worthIt) return null;
      return waits[chances.findIndex((chance) => chance > top - patience)] ?? null;
    },
  };
};

interface Option {
  readonly processor: number;
  readonly at: number;
  readonly threeDsResult: number;
  readonly isExempted: boolean;
}
