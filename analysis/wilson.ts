import { z95 } from "./normal.ts";
import type { Interval, Rate } from "./rate.ts";

/**
 * Score interval of a proportion, 95 % unless `z` says otherwise. No observations: `[0, 1]`, nothing is known.
 * Source: Wilson, JASA 22 (1927) 209–212; method 3 in Newcombe, Statistics in Medicine 17 (1998) 857–872.
 */
export const wilson = ({ numerator: x, denominator: n }: Rate, z = z95): Interval => {
  if (n === 0) return [0, 1];
  const p = x / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  // The ends are exact at no and at all successes; rounding would leave them at 1e-17 beside.
  const low = x === 0 ? 0 : (centre - half) / scale;
  const high = x === n ? 1 : (centre + half) / scale;
  return [low, high];
};
