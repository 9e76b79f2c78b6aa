import type { SpecialistName } from "../../../agents/agent-name.ts";
import { specialistNames } from "../../../agents/agent-name.ts";
import type { Intent } from "../../../agents/intent.ts";
import { intentProfiles } from "./intent-profiles.ts";
import { metricProfiles } from "./metric-profiles.ts";
import { weigh } from "./sign.ts";

export interface ReadIntent {
  readonly intent: Intent;
  readonly agents: readonly SpecialistName[];
  readonly metric: string | null;
}

interface Clues {
  readonly terms: ReadonlySet<string>;
  /** True where the question asks for a breakdown. */
  readonly breaksDown: boolean;
}

/** Weaker evidence than this is no intent at all. */
const weakest = 2;
/** A breakdown that names its dimensions, and how much asking for a number adds to the weight of a metric. */
const breakdownWeight = 4.2;
const askingWeight = 1;

/** What the question wants, or null where nothing in it says so. */
export function readIntent({ terms, breaksDown }: Clues): ReadIntent | null {
  const metric = best(metricProfiles, ({ signs }) => weigh(terms, signs));
  const asking = ["what", "how-many", "how-much", "show"].some((term) => terms.has(term));
  const weights = Object.entries(intentProfiles).map(([intent, { signs }]) => ({
    intent: intent as Intent,
    weight: weigh(terms, signs),
  }));
  const candidates = weights.map(({ intent, weight }) => ({
    intent,
    weight:
      intent === "kpi" && metric
        ? metric.weight + (asking ? askingWeight : 0)
        : intent === "breakdown" && breaksDown
          ? Math.max(breakdownWeight, (metric?.weight ?? 0) + askingWeight + 0.1)
          : weight,
  }));
  const chosen = best(candidates, ({ weight }) => weight)?.item.intent;
  if (!chosen) return null;
  const agents = inOrder(intentProfiles[chosen].agents);
  return { intent: chosen, agents, metric: metric?.item.id ?? null };
}

/** Specialists in the order that plans name them. */
export const inOrder = (agents: readonly SpecialistName[]): SpecialistName[] =>
  specialistNames.filter((name) => agents.includes(name));

/** The heaviest item, the first where two weigh the same, or null where none reaches the weakest weight. */
function best<T>(
  items: readonly T[],
  weightOf: (item: T) => number,
): { item: T; weight: number } | null {
  let winner: { item: T; weight: number } | null = null;
  for (const item of items) {
    const weight = weightOf(item);
    if (weight >= weakest && weight > (winner?.weight ?? 0)) winner = { item, weight };
  }
  return winner;
}
