import { searchCauses } from "./cause-search.ts";
import type { DimensionValues } from "./cells.ts";
import { pooled, type Rate } from "./rate.ts";
import { type RatioLeaf, ratioMovements } from "./ratio-movement.ts";

/** A set of dimension values whose own rate moved, with everything else as its control. */
export interface Suspect {
  readonly cell: DimensionValues;
  readonly current: Rate;
  readonly comparison: Rate;
  /** Successes gained (+) or lost (−) now against the comparison, at the mix of now. */
  readonly excess: number;
  /** Standard errors by which the cell moved. */
  readonly z: number;
}

export interface Limits {
  /** Attempts a cell needs, the harmonic mean of both periods. */
  readonly minimumSample: number;
  readonly atMost: number;
}

/**
 * The few cells that explain a change of rate, most explaining first; `[]` when nothing stands out: everything moved alike, or
 * nothing moved. Candidates are all combinations of the leaves' dimensions (`searchCauses`). Comparing leaf by leaf takes the
 * mix effect out first.
 */
export const rootCause = (
  leaves: readonly RatioLeaf[],
  { minimumSample, atMost }: Limits = { minimumSample: 100, atMost: 3 },
): Suspect[] => {
  const movements = ratioMovements(leaves);
  return searchCauses(movements, { minimumSize: minimumSample, atMost }).map(
    ({ values, leaves: inside, z }) => {
      const own = inside.flatMap((index) => movements[index] ?? []);
      const current = pooled(own.map((one) => one.current));
      const comparison = pooled(own.map((one) => one.comparison));
      return { cell: values, current, comparison, excess: excessOf(own), z };
    },
  );
};

/** The Mantel–Haenszel difference of rates, times the attempts of now. Source: Greenland and Robins, Biometrics 41 (1985) 55–68. */
const excessOf = (leaves: readonly (RatioLeaf & { size: number; excess: number })[]): number => {
  const weight = leaves.reduce((sum, { size }) => sum + size / 2, 0);
  const difference = leaves.reduce((sum, { excess }) => sum + excess, 0);
  return (difference / weight) * leaves.reduce((sum, { current }) => sum + current.denominator, 0);
};
