/**
 * The standard normal value below which a share `p` lies, relative error below 1.2e-9.
 * Source: P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
 */
export const normalQuantile = (p: number): number => {
  if (p > 1 - tail) return -normalQuantile(1 - p);
  if (p < tail) {
    const q = Math.sqrt(-2 * Math.log(p));
    return polynomial(tailTop, q) / (polynomial(tailBottom, q) * q + 1);
  }
  const q = p - 0.5;
  const r = q * q;
  return (polynomial(centreTop, r) * q) / (polynomial(centreBottom, r) * r + 1);
};

const tail = 0.02425;
const polynomial = (coefficients: readonly number[], x: number): number => {
  let sum = 0;
  for (const coefficient of coefficients) sum = sum * x + coefficient;
  return sum;
};
const centreTop = [
  -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2,
  -3.066479806614716e1, 2.506628277459239,
];
const centreBottom = [
  -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1,
  -1.328068155288572e1,
];
const tailTop = [
  -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const tailBottom = [
  7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416,
];

/** A positive value whose logarithm is normal: half of the values are below `median`. */
export const logNormal = (u: number, median: number, sigma: number): number =>
  median * Math.exp(sigma * normalQuantile(u));

/** A value in (0, 1) with a density like a beta distribution's. Source: Kumaraswamy (1980); the quantile is closed. */
export const kumaraswamy = (u: number, a: number, b: number): number =>
  (1 - (1 - u) ** (1 / b)) ** (1 / a);

/** A count whose mean is `mean`; above 50 by its normal approximation. */
export const poisson = (u: number, mean: number): number => {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normalQuantile(u)));
  let count = 0;
  let probability = Math.exp(-mean);
  let cumulative = probability;
  while (u > cumulative && count < 200) {
    count += 1;
    probability *= mean / count;
    cumulative += probability;
  }
  return count;
};

/** Running totals of weights, ending in 1. */
export const cumulated = (weights: readonly number[]): Float64Array => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  const shares = Float64Array.from(weights, (weight) => {
    sum += weight;
    return sum / total;
  });
  shares[shares.length - 1] = 1;
  return shares;
};

/** The place that `u` falls into. */
export const pick = (cumulative: Float64Array, u: number): number => {
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] ?? 1) < u) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
