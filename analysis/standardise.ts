import { z95 } from "./normal.ts";
import { type Interval, pooled, type Rate } from "./rate.ts";

/** Approvals of one route in one stratum of comparable traffic. */
export interface RouteCell {
  readonly route: string;
  readonly stratum: string;
  readonly rate: Rate;
}

export interface StandardisedRoute {
  readonly route: string;
  readonly raw: Rate;
  /** The rate this route would have on the common mix of traffic, as a fraction. */
  readonly rate: number;
  readonly interval: Interval;
  readonly variance: number;
}

export interface Standardised {
  /** Best first; only routes that share enough strata to be compared. */
  readonly routes: readonly StandardisedRoute[];
  /** Routes left out because too little of the traffic is comparable. */
  readonly notComparable: readonly string[];
  /** Attempts in the strata compared, and all attempts of the compared routes. */
  readonly coverage: Rate;
}

export interface Support {
  /** Attempts a route must have in a stratum for the stratum to be compared. */
  readonly minimumPerCell: number;
  /** Share of the compared routes' attempts that the common strata must hold. */
  readonly minimumCoverage: number;
}

const usualSupport: Support = { minimumPerCell: 20, minimumCoverage: 0.5 };

/**
 * Direct standardisation: every route is weighed by one and the same mix, that of all compared traffic in the strata where
 * every route was tried. While these strata hold too little traffic, the smallest route is left out.
 * Source: Fleiss, Levin, Paik, Statistical Methods for Rates and Proportions (3rd ed.), 19.2; normal interval.
 */
export const standardise = (
  cells: readonly RouteCell[],
  support: Support = usualSupport,
): Standardised => {
  const bySize = [...Map.groupBy(cells, (cell) => cell.route).entries()]
    .map(([route, own]) => ({ route, raw: pooled(own.map((cell) => cell.rate)) }))
    .toSorted((a, b) => b.raw.denominator - a.raw.denominator || (a.route < b.route ? -1 : 1));

  for (let kept = bySize.length; kept >= 2; kept--) {
    const names = bySize.slice(0, kept).map((entry) => entry.route);
    const strata = commonStrata(cells, names, support.minimumPerCell);
    const coverage = {
      numerator: sum([...strata.values()].flatMap((own) => own.map((c) => c.rate.denominator))),
      denominator: sum(bySize.slice(0, kept).map((entry) => entry.raw.denominator)),
    };
    if (coverage.numerator < support.minimumCoverage * coverage.denominator) continue;
    return {
      routes: bySize
        .slice(0, kept)
        .map(({ route, raw }) => weigh(route, raw, strata, coverage.numerator))
        .toSorted((a, b) => b.rate - a.rate || (a.route < b.route ? -1 : 1)),
      notComparable: bySize.slice(kept).map((entry) => entry.route),
      coverage,
    };
  }
  return {
    routes: [],
    notComparable: bySize.map((entry) => entry.route),
    coverage: { numerator: 0, denominator: sum(bySize.map((entry) => entry.raw.denominator)) },
  };
};

/** Difference of two standardised rates with its 95 % interval, as fractions. */
export const standardisedDifference = (
  a: StandardisedRoute,
  b: StandardisedRoute,
): { difference: number; interval: Interval } => {
  const difference = a.rate - b.rate;
  const half = z95 * Math.sqrt(a.variance + b.variance);
  return { difference, interval: [difference - half, difference + half] };
};

type Strata = ReadonlyMap<string, readonly RouteCell[]>;

const commonStrata = (
  cells: readonly RouteCell[],
  routes: readonly string[],
  minimumPerCell: number,
): Strata => {
  const compared = cells.filter((cell) => routes.includes(cell.route));
  const enough = (own: readonly RouteCell[]) =>
    routes.every((route) =>
      own.some((cell) => cell.route === route && cell.rate.denominator >= minimumPerCell),
    );
  return new Map(
    [...Map.groupBy(compared, (cell) => cell.stratum)].filter(([, own]) => enough(own)),
  );
};

const weigh = (route: string, raw: Rate, strata: Strata, total: number): StandardisedRoute => {
  let rate = 0;
  let variance = 0;
  for (const own of strata.values()) {
    const weight = sum(own.map((cell) => cell.rate.denominator)) / total;
    const { numerator: x, denominator: n } = pooled(
      own.filter((cell) => cell.route === route).map((cell) => cell.rate),
    );
    // Half an approval and half a decline are added for the variance only: a cell without declines is not certain.
    const p = (x + 0.5) / (n + 1);
    rate += weight * (x / n);
    variance += weight ** 2 * ((p * (1 - p)) / n);
  }
  const half = z95 * Math.sqrt(variance);
  return {
    route,
    raw,
    rate,
    variance,
    interval: [Math.max(0, rate - half), Math.min(1, rate + half)],
  };
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
