import { quantile } from "./quantile.ts";

/** Shares of leaves, and chi-square (one degree of freedom) there: causes touch few leaves, so the calm ones tell what chance does. */
const calm = { share: 0.4, chiSquare: 0.275 };
/** Further out, where there are leaves enough: chance with heavy tails looks calm in the middle. */
const outer = { share: 0.75, chiSquare: 1.323, leaves: 200 };

/** How much larger than their variances squared movements are, 1 where chance alone moves most of them. NaN of none. */
export function robustSpread(standardised: readonly number[]): number {
  const middle = quantile(standardised, calm.share) / calm.chiSquare;
  if (standardised.length < outer.leaves) return middle;
  return Math.max(middle, quantile(standardised, outer.share) / outer.chiSquare);
}
