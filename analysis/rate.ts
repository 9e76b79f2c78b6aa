/** A rate stays numerator and denominator until it is rendered: percentages are never averaged or summed. */
export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

/** Two ends of an interval, in the unit of the estimate. */
export type Interval = readonly [low: number, high: number];

/** The fraction 0–1, or null when there is nothing to divide by. */
export const fraction = (rate: Rate): number | null =>
  rate.denominator === 0 ? null : rate.numerator / rate.denominator;

/** The rate of several disjoint groups together. */
export const pooled = (rates: readonly Rate[]): Rate => ({
  numerator: rates.reduce((sum, rate) => sum + rate.numerator, 0),
  denominator: rates.reduce((sum, rate) => sum + rate.denominator, 0),
});
