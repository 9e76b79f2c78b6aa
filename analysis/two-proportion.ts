import { twoSidedP } from "./normal.ts";
import { fraction, pooled, type Rate } from "./rate.ts";

/**
 * Pooled two-proportion test. `z` is positive where `a` is the higher rate, 0 where the data cannot tell.
 * Source: Fleiss, Levin, Paik, Statistical Methods for Rates and Proportions (3rd ed.), 3.1, without continuity correction.
 */
export const twoProportion = (a: Rate, b: Rate): { z: number; p: number } => {
  const pa = fraction(a);
  const pb = fraction(b);
  const both = fraction(pooled([a, b]));
  if (pa === null || pb === null || both === null) return { z: 0, p: 1 };
  const variance = both * (1 - both) * (1 / a.denominator + 1 / b.denominator);
  if (variance === 0) return { z: 0, p: 1 };
  const z = (pa - pb) / Math.sqrt(variance);
  return { z, p: twoSidedP(z) };
};
