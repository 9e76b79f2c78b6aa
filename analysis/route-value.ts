import { benjaminiHochberg } from "./benjamini-hochberg.ts";
import { twoSidedP, z95 } from "./normal.ts";
import type { Interval } from "./rate.ts";

/** A way to send one segment's traffic. Shares are fractions of the amount attempted. */
export interface RouteOffer {
  readonly route: string;
  /** Approval on the segment's common mix, and its variance. */
  readonly approval: number;
  readonly variance: number;
  readonly feeShare: number;
}

export interface SegmentOffers {
  readonly segment: string;
  readonly current: string;
  readonly offers: readonly RouteOffer[];
}

export interface RouteChoice {
  readonly segment: string;
  readonly current: string;
  /** The route of the highest value among those better beyond the noise; the current one where there is none. */
  readonly chosen: string;
  /** Value of the chosen route minus the current one's, as a share of the amount attempted. */
  readonly gain: number;
  readonly interval: Interval;
  /** Routes by value, best first: the order of a cascade. */
  readonly order: readonly string[];
}

/** Expected value of sending one unit of amount: what an approval earns, less what the attempt costs. */
export const routeValue = ({ approval, feeShare }: RouteOffer, margin: number): number =>
  approval * margin - feeShare;

/**
 * The route of the highest expected value for every segment. A segment is switched only where the gain over its current route
 * stands among all comparisons (Benjamini, Hochberg at 5 %) and its 95 % interval is above zero: inside the noise nothing moves.
 */
export const chooseRoutes = (segments: readonly SegmentOffers[], margin: number): RouteChoice[] => {
  const tests = segments.flatMap((segment) => {
    const current = segment.offers.find(({ route }) => route === segment.current);
    if (current === undefined) return [];
    return segment.offers
      .filter((offer) => offer !== current)
      .map((offer) => {
        const gain = routeValue(offer, margin) - routeValue(current, margin);
        const error = margin * Math.sqrt(offer.variance + current.variance);
        return { segment, route: offer.route, gain, error };
      });
  });
  const stands = benjaminiHochberg(
    tests.map(({ gain, error }) => (error === 0 ? 1 : twoSidedP(gain / error))),
  );
  const better = tests.filter(({ gain, error }, at) => stands[at] && gain - z95 * error > 0);
  return segments.map((segment): RouteChoice => {
    const order = segment.offers
      .toSorted((a, b) => routeValue(b, margin) - routeValue(a, margin))
      .map(({ route }) => route);
    const [best] = better
      .filter((test) => test.segment === segment)
      .toSorted((a, b) => b.gain - a.gain);
    const { segment: name, current } = segment;
    if (best === undefined)
      return { segment: name, current, chosen: current, gain: 0, interval: [0, 0], order };
    const { gain, error, route } = best;
    return {
      segment: name,
      current,
      chosen: route,
      gain,
      interval: [gain - z95 * error, gain + z95 * error],
      order: [route, ...order.filter((other) => other !== route)],
    };
  });
};
