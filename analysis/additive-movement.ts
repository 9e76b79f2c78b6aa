import type { DimensionValues } from "./cells.ts";
import type { Movement } from "./movement.ts";
import { quantile } from "./quantile.ts";
import { robustSpread } from "./robust-spread.ts";

/** The finest group of a measure that sums: a count or an amount, now and as it was foreseen. */
export interface AdditiveLeaf {
  readonly values: DimensionValues;
  readonly current: number;
  readonly baseline: number;
}

/**
 * How each leaf moved against its baseline. A cause multiplies (ripple effect: Li et al., "Generic and Robust Localization of
 * Multi-Dimensional Root Causes", ISSRE 2019), so it moves a leaf in proportion to its size. What chance does grows with a
 * power of the size between 1 (counts) and 2 (a share of everything): Taylor, Nature 189 (1961) 732–735; fitted here.
 */
export function additiveMovements(leaves: readonly AdditiveLeaf[]): (Movement & AdditiveLeaf)[] {
  const sized = leaves
    .map((leaf) => ({
      ...leaf,
      excess: leaf.current - leaf.baseline,
      reach: sizeOf(leaf),
      size: 1,
    }))
    .filter(({ reach }) => reach > 0);
  const { power, scale } = noiseOf(sized);
  return sized.map((leaf) => ({ ...leaf, variance: scale * leaf.reach ** power }));
}

/** Of both periods: a leaf that is new or gone has moved in proportion to itself, too. */
const sizeOf = ({ current, baseline }: AdditiveLeaf) =>
  (Math.abs(current) + Math.abs(baseline)) / 2;

type Sized = Pick<Movement, "excess" | "reach">;

/** No baseline foresees a leaf better than to this share, not even where the cube's does. */
const smallestShare = 0.01;

/** The power under which small and large leaves spread alike, and the scale that makes their spread one. */
function noiseOf(sized: readonly Sized[]): { power: number; scale: number } {
  const median = quantile(
    sized.map(({ reach }) => reach),
    0.5,
  );
  const small = sized.filter(({ reach }) => reach <= median);
  const large = sized.filter(({ reach }) => reach > median);
  const unevenness = (power: number) =>
    Math.abs(Math.log(spreadOf(small, power) / spreadOf(large, power)));
  const powers = [1, 1.25, 1.5, 1.75, 2];
  const power =
    Math.min(small.length, large.length) < 20
      ? 2
      : powers.reduce((best, one) => (unevenness(one) < unevenness(best) ? one : best));
  const floor = smallestShare ** 2 * median ** (2 - power);
  return { power, scale: Math.max(spreadOf(sized, power), floor) };
}

const spreadOf = (sized: readonly Sized[], power: number): number =>
  robustSpread(sized.map(({ excess, reach }) => excess ** 2 / reach ** power));
