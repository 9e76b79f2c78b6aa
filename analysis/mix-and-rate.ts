import { fraction, pooled, type Rate } from "./rate.ts";

/** The same group of traffic in two periods. */
export interface TwoPeriods {
  readonly key: string;
  readonly current: Rate;
  readonly comparison: Rate;
}

/** What one group adds to the change of the total, in percentage points; `mixPp + ratePp = totalPp`. */
export interface Contribution {
  readonly key: string;
  readonly mixPp: number;
  readonly ratePp: number;
  readonly totalPp: number;
}

export interface MixAndRate {
  readonly changePp: number;
  readonly mixPp: number;
  readonly ratePp: number;
  /** Mix outweighs rate (Simpson's paradox included, where rates move against the total): the total alone misleads. */
  readonly mixLed: boolean;
  readonly contributions: readonly Contribution[];
}

/**
 * Splits the change of a total rate into a part from the mix of groups and a part from their rates, without residual:
 * `ΔR = Σ Δw·(r̄ − R̄) + Σ w̄·Δr`, bars being midpoints of the two periods. Null when a period is empty.
 * A group absent in one period has no rate there: all of its contribution is mix.
 * Source: Kitagawa, JASA 50 (1955) 1168–1194.
 */
export const mixAndRate = (groups: readonly TwoPeriods[]): MixAndRate | null => {
  const current = pooled(groups.map((group) => group.current));
  const comparison = pooled(groups.map((group) => group.comparison));
  const totalNow = fraction(current);
  const totalThen = fraction(comparison);
  if (totalNow === null || totalThen === null) return null;

  const middle = (totalNow + totalThen) / 2;
  const contributions = groups.map((group) => {
    const weightNow = group.current.denominator / current.denominator;
    const weightThen = group.comparison.denominator / comparison.denominator;
    const rateNow = fraction(group.current) ?? fraction(group.comparison) ?? 0;
    const rateThen = fraction(group.comparison) ?? fraction(group.current) ?? 0;
    const mixPp = 100 * (weightNow - weightThen) * ((rateNow + rateThen) / 2 - middle);
    const ratePp = 100 * ((weightNow + weightThen) / 2) * (rateNow - rateThen);
    return { key: group.key, mixPp, ratePp, totalPp: mixPp + ratePp };
  });
  const mixPp = contributions.reduce((sum, c) => sum + c.mixPp, 0);
  const ratePp = contributions.reduce((sum, c) => sum + c.ratePp, 0);
  return {
    changePp: 100 * (totalNow - totalThen),
    mixPp,
    ratePp,
    mixLed: Math.abs(mixPp) > Math.abs(ratePp),
    contributions,
  };
};
