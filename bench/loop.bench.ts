import { declineReasons } from "../lakehouse/decline/reasons.ts";
import { configuredPolicy, type WorldSetting } from "../world/policy/configured-policy.ts";
import { createWorld, type WorldOptions } from "../world/world.ts";
import { playLoop } from "./loop/play-loop.ts";
import { type WorldOutcome, worldOutcome } from "./loop/world-outcome.ts";

const seeds = 10;
const dayMs = 86_400_000;
/** Two weeks to look at, then a decision each week, then the weeks to the end. */
const decideAfterDays = [14, 21, 28];
const days = 35;

/**
 * The loop over the payment world, unattended: default policy, agents' proposals, a reviewer who approves all, the world goes
 * on. The three policies meet the same payments with the same luck. Throws where the loop repeats what networks forbid more
 * often than the default does.
 */
export async function runLoopBench() {
  const rows = [];
  for (let seed = 1; seed <= seeds; seed += 1) rows.push(await playSeed(seed));
  const gains = rows.map(({ gainPp }) => gainPp);
  const mean = average(gains);
  const deviation = Math.sqrt(
    average(gains.map((gain) => (gain - mean) ** 2)) * (seeds / (seeds - 1)),
  );
  const breaches = rows.filter((row) => row.forbiddenMore > 0);
  if (breaches.length > 0)
    throw new Error(`the loop broke network rules: ${JSON.stringify(breaches)}`);
  return {
    seeds,
    meanGainPp: round(mean),
    // Student's t for nine degrees of freedom.
    intervalPp: [-1, 1].map((side) => round(mean + (side * 2.262 * deviation) / Math.sqrt(seeds))),
    shareOfRuleBook: round(
      average(rows.map((row) => row.gainPp)) / average(rows.map((row) => row.ruleBookPp)),
    ),
    shareOfOracle: round(
      average(rows.map((row) => row.gainPp)) / average(rows.map((row) => row.oraclePp)),
    ),
    rows,
  };
}

/** Every retry rule that agents may propose, as recommended, in force from the first decision on. */
const everyRule: readonly WorldSetting[] = declineReasons
  .filter(({ retry: { rule } }) => ["never", "immediate", "delayed"].includes(rule))
  .map(({ code, retry: { rule, waitMinutes } }) => ({
    kind: "retry_rule",
    target: `retry.${code}`,
    filters: {},
    value: rule === "never" ? { rule } : { rule, waitMinutes },
    was: null,
  }));

async function playSeed(seed: number) {
  const options: WorldOptions = {
    seed,
    days,
    paymentsPerDay: 4_000,
    incidents: "none",
    endsAt: "2026-11-02T00:00:00Z",
  };
  const from = Date.parse(options.endsAt) - (days - (decideAfterDays[0] ?? 0)) * dayMs;
  const outcome = (policy: WorldOptions["policy"]): WorldOutcome =>
    worldOutcome(createWorld({ ...options, policy }), from);
  const played = await playLoop(options, decideAfterDays);
  const before = outcome("default");
  const loop = outcome(configuredPolicy(played.inForce));
  const ruleBook = outcome(configuredPolicy([{ from, settings: everyRule }]));
  const best = outcome("oracle");
  return {
    seed,
    applied: played.applied,
    refused: played.refused,
    defaultPct: round(100 * netApproval(before)),
    loopPct: round(100 * netApproval(loop)),
    ruleBookPp: round(100 * (netApproval(ruleBook) - netApproval(before))),
    oraclePct: round(100 * netApproval(best)),
    gainPp: round(100 * (netApproval(loop) - netApproval(before))),
    oraclePp: round(100 * (netApproval(best) - netApproval(before))),
    gainUsd: Math.round(loop.approvedUsd - before.approvedUsd),
    feesUsd: Math.round(loop.feesUsd - before.feesUsd),
    fraudUsd: Math.round(loop.fraudUsd - before.fraudUsd),
    attempts: loop.attempts - before.attempts,
    forbiddenMore: loop.forbiddenRetries - before.forbiddenRetries,
    regretUsd: Math.round(best.approvedUsd - loop.approvedUsd),
  };
}

const netApproval = ({ approved, payments }: WorldOutcome): number => approved / payments;
const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const round = (value: number): number => Math.round(value * 100) / 100;
