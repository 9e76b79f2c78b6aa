import type { MovedSums } from "./off-policy.ts";

/** Attempts that one policy sent one way with one logged probability, alike in what the policy looks at and in stratum. */
export interface LoggedCell {
  readonly route: string;
  /** Probability that the policy gave to `route`; null where it was not logged. */
  readonly propensity: number | null;
  /** What the policy decides by: attempts of one context share the probabilities of every route. */
  readonly context: string;
  readonly stratum: string;
  readonly counted: number;
  readonly approved: number;
}

/** Largest weight of one attempt; more would let single attempts decide. */
export const usualClip = 200;

/**
 * Weighs logged attempts for a move: one at `to` counts for π(from) / π(to), where π(to) is its logged probability and
 * π(from) the share of `from` among the attempts of its context, as far as these had a chance to go elsewhere.
 */
export const weighMove = (
  cells: readonly LoggedCell[],
  { from, to }: { readonly from: string; readonly to: string },
  clip = usualClip,
): MovedSums[] => {
  const attempts = new Map<string, { all: number; from: number }>();
  for (const cell of cells) {
    const known = attempts.get(cell.context) ?? { all: 0, from: 0 };
    known.all += cell.counted;
    if (cell.route === from && isMovable(cell)) known.from += cell.counted;
    attempts.set(cell.context, known);
  }
  return cells.flatMap((cell): MovedSums[] => {
    if (cell.route !== from && cell.route !== to) return [];
    const own = attempts.get(cell.context);
    const propensity = cell.propensity ?? 0;
    const full = cell.route === to && propensity > 0 && own ? own.from / own.all / propensity : 0;
    const weight = Math.min(full, clip);
    return [
      {
        route: cell.route,
        stratum: cell.stratum,
        isMovable: isMovable(cell),
        counted: cell.counted,
        approved: cell.approved,
        logged: cell.propensity === null ? 0 : cell.counted,
        explored: weight > 0 ? cell.counted : 0,
        clipped: full > clip ? cell.counted : 0,
        weight: weight * cell.counted,
        weightSquared: weight ** 2 * cell.counted,
        weightApproved: weight * cell.approved,
      },
    ];
  });
};

const isMovable = ({ propensity }: LoggedCell) => propensity !== null && propensity < 1;
