import { keyOf, uniform } from "../random/counter.ts";
import type { PaymentFacts } from "./facts.ts";
import { type PolicyFactory, stepUps } from "./policy.ts";

/** Acts without looking: any processor, any step-up, a repeat after any time or none. The floor of what a policy can do. */
export const randomPolicy: PolicyFactory = () => ({
  name: "random",
  routing: (_facts, shares) => shares.fill(1 / shares.length),
  retry: (facts) => {
    const u = luck(facts, 0);
    return facts.attemptNo > 4 || u < 0.5 ? null : Math.floor((u - 0.5) * 2 * 7 * 1440);
  },
  stepUp: (facts) => stepUps[Math.floor(luck(facts, 1) * stepUps.length)] ?? "none",
});

const luck = (facts: PaymentFacts, draw: number): number =>
  uniform(keyOf(keyOf(facts.bin, facts.startedAt), facts.amountMinor), draw, facts.attemptNo);
