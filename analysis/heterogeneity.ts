import { fraction, pooled, type Rate } from "./rate.ts";

/**
 * How unequally the values of one dimension moved between two periods: chi-square of "each moved by itself" against
 * "all moved alike", in standard deviations above what chance gives. Values absent in one period say nothing.
 * Source: the between-groups part of Cochran's Q, Biometrics 10 (1954) 101–129.
 */
export const heterogeneity = (
  groups: readonly { readonly current: Rate; readonly comparison: Rate }[],
): number => {
  const base = fraction(pooled(groups.map((group) => group.comparison)));
  const both = groups.filter(
    (group) => group.current.denominator > 0 && group.comparison.denominator > 0,
  );
  if (base === null || both.length < 2) return 0;
  const weighed = both.map(({ current, comparison }) => {
    const n = comparison.denominator;
    const p = (pooled([current, comparison]).numerator + base) / (current.denominator + n + 1);
    const difference = current.numerator / current.denominator - comparison.numerator / n;
    return { difference, weight: 1 / (p * (1 - p) * (1 / current.denominator + 1 / n) || 1) };
  });
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const mean = weighed.reduce((sum, w) => sum + w.weight * w.difference, 0) / total;
  const q = weighed.reduce((sum, w) => sum + w.weight * (w.difference - mean) ** 2, 0);
  const freedom = both.length - 1;
  return (q - freedom) / Math.sqrt(2 * freedom);
};
