import { newcombe } from "./newcombe.ts";
import type { Interval, Rate } from "./rate.ts";
import { wilson } from "./wilson.ts";

/**
 * Attempts of one route in one stratum. At the new route `weight` sums what each attempt counts for as traffic of the old one
 * (see `weighMove`), `weightSquared` its square, `weightApproved` the weights of those approved; elsewhere they are 0.
 */
export interface MovedSums {
  readonly route: string;
  /** What outcomes differ by; the outcome model of the doubly robust estimate is a rate per stratum. */
  readonly stratum: string;
  /** The policy gave other routes a chance too. */
  readonly isMovable: boolean;
  readonly counted: number;
  readonly approved: number;
  /** Attempts whose probability was logged. */
  readonly logged: number;
  /** Attempts with a weight, and those whose weight was clipped. */
  readonly explored: number;
  readonly clipped: number;
  readonly weight: number;
  readonly weightSquared: number;
  readonly weightApproved: number;
}

export interface Overlap {
  /** Weighted attempts that are worth so many unweighted ones: below it nothing is said. */
  readonly minimumEffective: number;
  /** Share of the moved route's attempts that had any chance to go elsewhere. */
  readonly minimumCoverage: number;
}

export const usualOverlap: Overlap = { minimumEffective: 200, minimumCoverage: 0.1 };

/** What the traffic of one route would be approved at another, from what chance sent there. Rates are fractions. */
export interface MoveEstimate {
  readonly kind: "estimated";
  /** Attempts of the route that had a chance to go elsewhere, as they ended. */
  readonly stayed: Rate;
  /** Of all attempts of the route. */
  readonly coverage: Rate;
  /** Attempts at the other route that the estimate rests on, and how many unweighted ones they are worth. */
  readonly explored: number;
  readonly effective: number;
  readonly clipped: number;
  /** Approval at the other route: self-normalised, plain and doubly robust. */
  readonly snips: number;
  readonly ips: number;
  readonly doublyRobust: number;
  readonly interval: Interval;
  /** Of the self-normalised estimate, moved minus stayed. */
  readonly difference: number;
  readonly differenceInterval: Interval;
}

export type MoveRefusal =
  | { readonly kind: "not_logged" }
  | { readonly kind: "no_traffic" }
  | { readonly kind: "no_overlap"; readonly coverage: Rate }
  | { readonly kind: "thin"; readonly coverage: Rate; readonly effective: number };

/**
 * Value of moving traffic from one route to another. An attempt that chance sent to `to` stands for w = π(from) / π(to)
 * attempts that went to `from`; the self-normalised mean of these attempts estimates the approval of the moved traffic.
 * Sources: Swaminathan, Joachims, The Self-Normalized Estimator for Counterfactual Learning (NIPS 2015); effective sample
 * size: Kish, Survey Sampling (1965), 11.7; doubly robust: Dudík, Langford, Li (ICML 2011). Interval: Wilson at the
 * effective sample size, Newcombe for the difference.
 */
export const moveValue = (
  sums: readonly MovedSums[],
  { from, to }: { readonly from: string; readonly to: string },
  { minimumEffective, minimumCoverage }: Overlap = usualOverlap,
): MoveEstimate | MoveRefusal => {
  const own = sums.filter(({ route }) => route === from);
  const there = sums.filter(({ route }) => route === to);
  const all = total(own, "counted");
  if (all === 0) return { kind: "no_traffic" };
  if (total(sums, "logged") === 0) return { kind: "not_logged" };
  const movable = own.filter(({ isMovable }) => isMovable);
  const coverage: Rate = { numerator: total(movable, "counted"), denominator: all };
  const weight = total(there, "weight");
  if (weight === 0 || coverage.numerator < minimumCoverage * all)
    return { kind: "no_overlap", coverage };
  const effective = weight ** 2 / total(there, "weightSquared");
  if (effective < minimumEffective) return { kind: "thin", coverage, effective };

  const gained = total(there, "weightApproved");
  const snips = gained / weight;
  const stayed = { numerator: total(movable, "approved"), denominator: coverage.numerator };
  const moved = { numerator: snips * effective, denominator: effective };
  return {
    kind: "estimated",
    stayed,
    coverage,
    explored: total(there, "explored"),
    effective,
    clipped: total(there, "clipped"),
    snips,
    ips: gained / stayed.denominator,
    doublyRobust: doublyRobust(movable, there),
    interval: wilson(moved),
    difference: snips - stayed.numerator / stayed.denominator,
    differenceInterval: newcombe(moved, stayed),
  };
};

/** Attempts that the outcome model takes from all of the route where a stratum has few. */
const shrinkage = 20;

/** The outcome model's mean over the traffic that stays, corrected by what it misses where chance went. */
const doublyRobust = (movable: readonly MovedSums[], there: readonly MovedSums[]): number => {
  const overall = total(there, "approved") / total(there, "counted");
  const model = new Map(
    [...Map.groupBy(there, ({ stratum }) => stratum)].map(([stratum, own]) => [
      stratum,
      (total(own, "approved") + shrinkage * overall) / (total(own, "counted") + shrinkage),
    ]),
  );
  const expected = ({ stratum }: MovedSums) => model.get(stratum) ?? overall;
  const direct = sum(movable.map((cell) => cell.counted * expected(cell)));
  const surprise = sum(there.map((cell) => cell.weightApproved - cell.weight * expected(cell)));
  return direct / total(movable, "counted") + surprise / total(there, "weight");
};

type Column =
  | "counted"
  | "approved"
  | "logged"
  | "explored"
  | "clipped"
  | "weight"
  | "weightSquared"
  | "weightApproved";

const total = (sums: readonly MovedSums[], column: Column) => sum(sums.map((cell) => cell[column]));
const sum = (values: readonly number[]) => values.reduce((whole, value) => whole + value, 0);
