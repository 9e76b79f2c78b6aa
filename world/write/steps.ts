import type { Stretch } from "../stretch.ts";
import type { World } from "../world.ts";

/** A stretch of a world within one UTC day, small enough to be handled at once. */
export interface Step {
  readonly stretch: Stretch;
  /** ISO day. */
  readonly day: string;
  /** 1 for the first of the day. */
  readonly part: number;
}

const dayMs = 86_400_000;
/** Parts that a day is cut into: all divide it evenly. */
const cuts = [1, 2, 4, 8, 24, 96, 480, 1440] as const;
/** About how many payments one step holds: what bounds memory. */
const paymentsPerStep = 100_000;

/** Which part of a world: milliseconds since 1970, at UTC midnights. Default: from its start to its end. */
export interface Period {
  readonly from?: number;
  readonly to?: number;
}

/** A world, or a part of it, step by step. */
export function* steps(
  world: World,
  paymentsPerDay: number,
  period: Period = {},
): IterableIterator<Step> {
  const cut = cuts.find((parts) => paymentsPerDay / parts <= paymentsPerStep) ?? 1440;
  const stepMs = dayMs / cut;
  for (const stretch of world.stretches({ ...period, stepMs })) {
    const part = 1 + Math.floor((stretch.from % dayMs) / stepMs);
    yield { stretch, day: new Date(stretch.from).toISOString().slice(0, 10), part };
  }
}
