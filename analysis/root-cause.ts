import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { type Cell, cellsOf, type DimensionValues } from "./cells.ts";
import { twoSidedP } from "./normal.ts";
import { fraction, pooled, type Rate } from "./rate.ts";

/** The finest group of traffic looked at: one value per dimension, in two periods. */
export interface Leaf {
  readonly values: DimensionValues;
  readonly current: Rate;
  readonly comparison: Rate;
}

/** A set of dimension values whose own rate moved, with everything else as its control. */
export interface Suspect {
  readonly cell: DimensionValues;
  readonly current: Rate;
  readonly comparison: Rate;
  /** Approvals gained (+) or lost (−) against what the comparison's rates, leaf by leaf, would have given. */
  readonly excess: number;
  /** Standard errors by which the cell moved. */
  readonly z: number;
}

export interface Limits {
  /** Attempts a cell needs in each period. */
  readonly minimumSample: number;
  readonly atMost: number;
}

/** A longer description must explain this much more (in units of a likelihood ratio) for every value it adds. */
const costPerValue = 3;
/** Share of false discoveries allowed among the cells that count as moved. */
const falseDiscoveryRate = 0.001;

/**
 * The few cells that explain a change of rate, most explaining first; `[]` when nothing stands out: everything moved alike, or
 * nothing moved. Candidates are all combinations of the leaves' dimensions. Each is tested for having moved
 * (Benjamini–Hochberg), then taken greedily by how much better "this cell moved by itself" fits than "all moved alike";
 * leaves that are explained are set aside. Comparing leaf by leaf takes the mix effect out first.
 */
export const rootCause = (
  leaves: readonly Leaf[],
  limits: Limits = { minimumSample: 100, atMost: 3 },
): Suspect[] => {
  const base = fraction(pooled(leaves.map((leaf) => leaf.comparison)));
  if (base === null) return [];
  const movements = leaves
    .filter((leaf) => leaf.current.denominator > 0)
    .map((leaf) => movement(leaf, base));
  const sampleOf = (inside: readonly number[]) => smallerSample(sumOf(at(movements, inside)));
  // Once for all rounds: what is too small now only gets smaller when leaves are set aside.
  const cells = cellsOf(
    movements.map(({ values }) => values),
    (inside) => sampleOf(inside) >= limits.minimumSample,
  );
  const remaining = new Set(movements.keys());
  const found: Suspect[] = [];
  while (found.length < limits.atMost) {
    const next = mostExplaining(movements, cells, remaining, limits.minimumSample);
    if (next === null) break;
    found.push(next.suspect);
    for (const index of next.explained) remaining.delete(index);
  }
  return found;
};

interface Movement extends Leaf {
  readonly excess: number;
  readonly variance: number;
}

const movement = (leaf: Leaf, base: number): Movement => {
  const { numerator: approved, denominator: now } = leaf.current;
  // One pseudo-observation at the total's rate: a leaf that never declined, or was never seen before, is not certain.
  const seen = leaf.comparison.denominator + 1;
  const p = (leaf.comparison.numerator + base) / seen;
  // The spread of both periods together, as where nothing moved: a leaf that was always approved before has spread too.
  const both = (approved + leaf.comparison.numerator + base) / (now + seen);
  return {
    ...leaf,
    excess: approved - now * p,
    variance: now * both * (1 - both) * (1 + now / seen),
  };
};

const at = (movements: readonly Movement[], indexes: Iterable<number>): Movement[] =>
  Array.from(indexes, (index) => movements[index]).filter((one) => one !== undefined);

const smallerSample = (sums: Pick<Leaf, "current" | "comparison">) =>
  Math.min(sums.current.denominator, sums.comparison.denominator);

/** The suspect of one round, and the leaves that it explains; null when nothing stands out among those that remain. */
const mostExplaining = (
  movements: readonly Movement[],
  cells: readonly Cell[],
  remaining: ReadonlySet<number>,
  minimumSample: number,
): { suspect: Suspect; explained: readonly number[] } | null => {
  const all = sumOf(at(movements, remaining));
  const candidates = cells
    .map(({ values, leaves }) => {
      const inside = leaves.filter((index) => remaining.has(index));
      return { cell: values, leaves, ...sumOf(at(movements, inside)) };
    })
    .filter((c) => smallerSample(c) >= minimumSample)
    .map((c) => ({ ...c, z: c.variance === 0 ? 0 : c.excess / Math.sqrt(c.variance) }));
  const moved = benjaminiHochberg(
    candidates.map((c) => twoSidedP(c.z)),
    falseDiscoveryRate,
  );
  const score = (c: (typeof candidates)[number]) =>
    evidence(c) +
    evidence({ excess: all.excess - c.excess, variance: all.variance - c.variance }) -
    evidence(all) -
    costPerValue * Object.keys(c.cell).length;
  const mean = all.excess / all.current.denominator;
  // What moved less than the whole did is not a cause but the remainder of one.
  const leads = (c: (typeof candidates)[number]) => {
    const own = c.excess / c.current.denominator;
    return own < 0 ? own < mean : own > mean;
  };
  const best = candidates
    .filter((candidate, index) => moved[index] && leads(candidate))
    .map((c) => ({ ...c, score: score(c) }))
    .toSorted((a, b) => b.score - a.score || Math.abs(b.z) - Math.abs(a.z))[0];
  if (best === undefined || best.score <= 0) return null;
  const { cell, current, comparison, excess, z, leaves } = best;
  return { suspect: { cell, current, comparison, excess, z }, explained: leaves };
};

/** Likelihood ratio of "this group moved" against "it did not", normal approximation. */
const evidence = ({ excess, variance }: Pick<Movement, "excess" | "variance">) =>
  variance <= 1e-9 ? 0 : excess ** 2 / variance;

const sumOf = (movements: readonly Movement[]) => ({
  current: pooled(movements.map((m) => m.current)),
  comparison: pooled(movements.map((m) => m.comparison)),
  excess: movements.reduce((sum, m) => sum + m.excess, 0),
  variance: movements.reduce((sum, m) => sum + m.variance, 0),
});
