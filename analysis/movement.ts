import type { DimensionValues } from "./cells.ts";

/** How far one leaf moved from what its own past foresaw, and how far it would move by chance or with a cause. */
export interface Movement {
  readonly values: DimensionValues;
  /** What came, minus what was foreseen. */
  readonly excess: number;
  /** Of the excess, where nothing happened; above zero. */
  readonly variance: number;
  /** The excess that one unit of a cause would make here: a cause moves large leaves more than small ones. Above zero. */
  readonly reach: number;
  /** How much was seen of it, for a minimum. Sums over leaves. */
  readonly size: number;
}

/** Several leaves together, for the question whether one cause moved them all. */
export interface Together {
  /** Sum of reach·excess/variance: the score of that cause at zero. */
  readonly score: number;
  /** Sum of reach²/variance: its information. */
  readonly information: number;
}

/** Likelihood ratio of "one cause moved them" against "nothing did": the score test, Rao, Proc. Camb. Phil. Soc. 44 (1948) 50–57. */
export const evidence = ({ score, information }: Together): number =>
  information <= 0 ? 0 : (score * score) / information;

/** Size of the cause that fits best, in the unit of `reach`. */
export const strength = ({ score, information }: Together): number =>
  information <= 0 ? 0 : score / information;

/** The leaves of `whole` that are not in its part. */
export const without = (whole: Together, part: Together): Together => ({
  score: whole.score - part.score,
  information: Math.max(0, whole.information - part.information),
});
