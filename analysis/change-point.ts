import { fraction, pooled, type Rate } from "./rate.ts";

/** Successes and trials of one slice of time, slices in order. */
export interface Slice {
  readonly at: string;
  readonly rate: Rate;
}

export interface ChangePoint {
  /** Start of the first slice after the change. */
  readonly at: string;
  /** Slices in which the change may as well have been: profile likelihood, 95 %. */
  readonly window: readonly [earliest: string, latest: string];
  readonly before: Rate;
  readonly after: Rate;
}

/**
 * Likelihood ratio that the best of all cuts must reach. A series without a change reaches it less than once in a hundred
 * (the test simulates that); one cut alone would need 6.6, but the best of many is larger by chance: Andrews, Econometrica
 * 61 (1993) 821–856.
 */
const criticalRatio = 14;
/** 95 % quantile of chi-square with one degree of freedom: cuts within this drop of the best are as good. */
const profileDrop = 3.84;

/**
 * The most likely single change of a success rate, or null when no place is convincing.
 * Binomial likelihood on both sides of every cut that leaves `trim` of the trials at each end.
 */
export const changePoint = (slices: readonly Slice[], trim = 0.05): ChangePoint | null => {
  const all = pooled(slices.map((slice) => slice.rate));
  const whole = logLikelihood(all);
  let before: Rate = { numerator: 0, denominator: 0 };
  const cuts = slices.slice(1).map((slice, index) => {
    before = pooled([before, slices[index]?.rate ?? { numerator: 0, denominator: 0 }]);
    const after = {
      numerator: all.numerator - before.numerator,
      denominator: all.denominator - before.denominator,
    };
    const ratio = 2 * (logLikelihood(before) + logLikelihood(after) - whole);
    return { at: slice.at, before, after, ratio };
  });
  const smallest = trim * all.denominator;
  const allowed = cuts.filter(
    (cut) => cut.before.denominator > smallest && cut.after.denominator > smallest,
  );
  const best = allowed.reduce((top, cut) => (cut.ratio > top.ratio ? cut : top), {
    at: "",
    before: all,
    after: all,
    ratio: 0,
  });
  if (best.ratio < criticalRatio) return null;
  const near = allowed.filter((cut) => cut.ratio >= best.ratio - profileDrop);
  return {
    at: best.at,
    window: [near[0]?.at ?? best.at, near.at(-1)?.at ?? best.at],
    before: best.before,
    after: best.after,
  };
};

const logLikelihood = (rate: Rate): number => {
  const p = fraction(rate);
  if (p === null || p === 0 || p === 1) return 0;
  return rate.numerator * Math.log(p) + (rate.denominator - rate.numerator) * Math.log(1 - p);
};
