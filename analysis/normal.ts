/** Two-sided 95 % quantile of the standard normal distribution. */
export const z95 = 1.959963984540054;

/**
 * Complementary error function, relative error below 1.2e-7 everywhere.
 * Source: Press et al., Numerical Recipes (2nd ed.), 6.2 `erfcc`, a Chebyshev fit.
 */
const erfc = (x: number): number => {
  const t = 1 / (1 + 0.5 * Math.abs(x));
  const polynomial = erfcCoefficients.reduceRight((sum, c) => sum * t + c, 0);
  const value = t * Math.exp(-x * x + polynomial);
  return x >= 0 ? value : 2 - value;
};

const erfcCoefficients = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587,
  -0.82215223, 0.17087277,
];

/** Probability that a standard normal value is at least as far from zero as `z`. */
export const twoSidedP = (z: number): number => Math.min(1, erfc(Math.abs(z) / Math.SQRT2));
