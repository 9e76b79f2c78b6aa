import { RefusedError } from "../../errors.ts";
import type { Payment } from "../demand/payment.ts";
import { uniform } from "../random/counter.ts";
import type { AttemptOutcome } from "./attempt.ts";
import type { Judge } from "./judge-attempt.ts";

const draws = { route: 90 } as const;

/** Lets the policy share out the processors and draws one. The draw is the same whatever the shares are. */
export const drawProcessor = (
  payment: Payment,
  outcome: AttemptOutcome,
  { actor, active, shares }: Judge,
): void => {
  shares.fill(0);
  actor.routing(payment, active, shares);
  const u = uniform(payment.key, draws.route, payment.attemptNo);
  let total = 0;
  let chosen = -1;
  for (let place = 0; place < shares.length; place += 1) {
    const share = shares[place] ?? 0;
    if (!(share >= 0)) throw badShares(actor.name, shares);
    total += share;
    if (share > 0 && (chosen < 0 || total - share < u)) chosen = place;
  }
  if (Math.abs(total - 1) > 1e-9) throw badShares(actor.name, shares);
  outcome.processor = chosen;
  outcome.propensity = shares[chosen] ?? 0;
};

const badShares = (policy: string, shares: Float64Array): RefusedError =>
  new RefusedError(
    `The policy "${policy}" gave processors the probabilities ${shares.join(", ")}: they must be 0 or more and sum to 1.`,
  );
