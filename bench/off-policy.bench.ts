import { randomInt } from "node:crypto";
import { judgeMoves } from "./off-policy/judge-moves.ts";

const worlds = 3;
const minimumCoverage = 0.9;
const minimumRank = 0.8;

/**
 * Moves of traffic valued from the logs of worlds never seen before, against the same worlds run with the traffic moved.
 * Throws where the interval holds the truth too seldom, or the estimates do not rank as the truth does.
 */
export const runOffPolicyBench = () => {
  const seeds = Array.from({ length: worlds }, () => randomInt(1, 2 ** 31 - 1));
  const verdict = { seeds, ...judgeMoves(seeds, { days: 30, paymentsPerDay: 25_000 }) };
  if (verdict.coverage < minimumCoverage || verdict.rankCorrelation < minimumRank)
    throw new Error(`misses its target: ${JSON.stringify(verdict)}`);
  return verdict;
};
