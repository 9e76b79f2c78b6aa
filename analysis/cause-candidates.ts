import { type Cell, cellsOf } from "./cells.ts";
import { evidence, type Movement, type Together } from "./movement.ts";

/** A cell that may be named as a cause. */
export interface Candidate extends Cell {
  /** What naming it costs, in units of a likelihood ratio. */
  readonly cost: number;
}

/** Score and information of every leaf. */
export interface Terms {
  readonly score: Float64Array;
  readonly information: Float64Array;
  readonly size: Float64Array;
}

export const termsOf = (movements: readonly Movement[]): Terms => ({
  score: Float64Array.from(movements, (m) => (m.reach * m.excess) / m.variance),
  information: Float64Array.from(movements, (m) => m.reach ** 2 / m.variance),
  size: Float64Array.from(movements, (m) => m.size),
});

/** A cause of more dimensions than these is a story of one leaf. */
const mostDimensions = 4;
/** Chi-square at one in a thousand: with less, no cell is tested as moved (`falseDiscoveryRate`), nor any part of it. */
const leastEvidence = 10.8;

/**
 * Cells of at least the minimum size that can be worth their cost; `tests` counts those that are not, too: they were looked at.
 */
export function candidatesOf(
  movements: readonly Movement[],
  terms: Terms,
  minimumSize: number,
): { candidates: Candidate[]; tests: number } {
  const leaves = movements.map(({ values }) => values);
  const names = Object.keys(leaves[0] ?? {});
  const sizes = new Map(
    names.map((name) => [name, new Set(leaves.map((leaf) => leaf[name])).size]),
  );
  const isLarge = (inside: Int32Array) => {
    let size = 0;
    for (const leaf of inside) size += terms.size[leaf] ?? 0;
    return size >= minimumSize && mostEvidence(inside, terms) >= leastEvidence;
  };
  const cells = cellsOf(leaves, isLarge, mostDimensions);
  const candidates = cells
    .map((cell) => ({ ...cell, cost: descriptionCost(Object.keys(cell.values), sizes) }))
    .filter(({ leaves: inside, cost }) => mostEvidence(inside, terms) > cost);
  return { candidates, tests: cells.length };
}

/**
 * Twice the logarithm of how many cells of that many dimensions could have been named instead (minimum description length:
 * Rissanen, Automatica 14 (1978) 465–471).
 */
function descriptionCost(names: readonly string[], sizes: ReadonlyMap<string, number>): number {
  const values = names.reduce((sum, name) => sum + Math.log(sizes.get(name) ?? 1), 0);
  return 2 * (values + Math.log(choices(sizes.size, names.length)));
}

/** Ways to choose `k` of `n`. */
const choices = (n: number, k: number): number => (k === 0 ? 1 : (choices(n - 1, k - 1) * n) / k);

/** No choice among the leaves has more evidence than those of one direction leaf by leaf (Cauchy–Schwarz). */
function mostEvidence(leaves: Int32Array, { score, information }: Terms): number {
  let up = 0;
  let down = 0;
  for (const leaf of leaves) {
    const own: Together = { score: score[leaf] ?? 0, information: information[leaf] ?? 0 };
    if (own.score > 0) up += evidence(own);
    else down += evidence(own);
  }
  return Math.max(up, down);
}
