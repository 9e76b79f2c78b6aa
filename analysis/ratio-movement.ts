import type { DimensionValues } from "./cells.ts";
import type { Movement } from "./movement.ts";
import { quantile } from "./quantile.ts";
import type { Rate } from "./rate.ts";
import { robustSpread } from "./robust-spread.ts";

/** The finest group of traffic looked at: one value per dimension, in two periods. */
export interface RatioLeaf {
  readonly values: DimensionValues;
  readonly current: Rate;
  readonly comparison: Rate;
}

/**
 * How the odds of each leaf moved between the periods, which leaves a change of the mix out. Leaves seen in one period only
 * cannot tell and are left out. `excess` is in successes of both periods together, `size` the harmonic mean of both denominators.
 * Chance is that of the periods' successes when drawn from one urn, leaf by leaf: no prior, so that many thin leaves add up
 * without bias. Source: Mantel and Haenszel, JNCI 22 (1959) 719–748. Beyond that, leaves vary as much as they show
 * (`withExtraVariance`).
 */
export function ratioMovements(leaves: readonly RatioLeaf[]): (Movement & RatioLeaf)[] {
  return withExtraVariance(
    leaves.map((leaf) => ({ ...leaf, ...urn(leaf) })).filter(({ reach }) => reach > 0),
  );
}

function urn({ current, comparison }: RatioLeaf): Omit<Movement, "values"> {
  const [now, before] = [current.denominator, comparison.denominator];
  const both = now + before;
  if (now <= 0 || before <= 0 || both <= 1) return { excess: 0, variance: 0, reach: 0, size: 0 };
  const successes = current.numerator + comparison.numerator;
  const variance =
    (now * before * successes * Math.max(0, both - successes)) / (both * both * (both - 1));
  // A unit of log odds moves the successes by their variance, to first order.
  const excess = current.numerator - (now * successes) / both;
  return { excess, variance, reach: variance, size: (2 * now * before) / both };
}

/** Leaves with less variance are too coarse in steps of one success, and fewer leaves say nothing. */
const telling = { variance: 4, leaves: 20 };

type Plain = Movement & RatioLeaf;

/**
 * Adds the variance between periods that chance alone does not explain; none where it does. Real traffic moves a little
 * everywhere, and large leaves would all seem moved without it. It is of the log odds, of the rate, or between, whichever is most
 * alike where approval is open and where it is not. Source: the additive variance of Williams, Appl. Statist. 31 (1982)
 * 144–148, here fitted to calm leaves, which causes cannot spoil.
 */
function withExtraVariance(plain: readonly Plain[]): Plain[] {
  const told = plain
    .filter(({ variance }) => variance >= telling.variance)
    .toSorted((a, b) => b.variance - a.variance);
  if (told.length < telling.leaves || largestSpread(told) <= 1) return [...plain];
  const middle = quantile(told.map(openness), 0.5);
  const fits = [1, 0.5, 0].map((power) => {
    const extra = extraVariance(told, power);
    const [open, closed] = [true, false].map((isOpen) =>
      spread(
        varied(
          told.filter((leaf) => openness(leaf) > middle === isOpen),
          power,
          extra,
        ),
      ),
    );
    return { power, extra, unevenness: Math.abs(Math.log((open ?? 1) / (closed ?? 1))) };
  });
  const best = fits.reduce((top, fit) => (fit.unevenness < top.unevenness ? fit : top));
  return varied(plain, best.power, best.extra);
}

/** Variance of a single success, in [0, 0.25]: `reach` is this times half the sample. */
const openness = ({ reach, size }: Plain) => (2 * reach) / size;

const varied = (leaves: readonly Plain[], power: number, extra: number): Plain[] =>
  leaves.map((leaf) => {
    const moved = (leaf.size / 2) * openness(leaf) ** power;
    return { ...leaf, variance: leaf.variance + extra * moved ** 2 };
  });

const spread = (leaves: readonly Plain[]): number =>
  robustSpread(leaves.map(({ excess, variance }) => excess ** 2 / variance));

/** Of the largest leaves by themselves, too: they show what hides behind the coarse steps of small ones. Largest first. */
const largestSpread = (leaves: readonly Plain[]): number =>
  Math.max(
    ...[1, 1 / 4, 1 / 16]
      .map((share) => Math.floor(share * leaves.length))
      .filter((count) => count >= telling.leaves)
      .map((count) => spread(leaves.slice(0, count))),
  );

/** By halving: the smallest at which calm leaves spread as chance says. */
function extraVariance(told: readonly Plain[], power: number): number {
  let [low, high] = [0, 1];
  for (let step = 0; step < 20; step++) {
    const middle = (low + high) / 2;
    if (largestSpread(varied(told, power, middle)) > 1) low = middle;
    else high = middle;
  }
  return high;
}
