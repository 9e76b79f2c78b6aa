import { fraction, type Interval, type Rate } from "./rate.ts";
import { wilson } from "./wilson.ts";

/**
 * Interval (95 %) of the difference `a − b` of two independent proportions, as fractions.
 * Source: Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10 (square and add the Wilson limits).
 */
export const newcombe = (a: Rate, b: Rate): Interval => {
  const pa = fraction(a);
  const pb = fraction(b);
  if (pa === null || pb === null) return [-1, 1];
  const [la, ua] = wilson(a);
  const [lb, ub] = wilson(b);
  const difference = pa - pb;
  return [difference - Math.hypot(pa - la, ub - pb), difference + Math.hypot(ua - pa, pb - lb)];
};
