import { moveValue } from "../../analysis/off-policy.ts";
import { weighMove } from "../../analysis/weigh-move.ts";
import { cellsOf, type LoggedFirst, loggedWorld } from "./logged-world.ts";
import { rankCorrelation } from "./rank-correlation.ts";

interface JudgedMove {
  /** Approval of the moved traffic at the new route. */
  readonly estimate: number;
  readonly truth: number;
  readonly difference: number;
  readonly trueDifference: number;
  readonly doublyRobust: number;
  readonly isCovered: boolean;
}

export interface MoveVerdict {
  readonly worlds: number;
  readonly moves: number;
  readonly refused: number;
  /** Share of the moves whose interval holds the true difference. */
  readonly coverage: number;
  /** Between estimated and true approval of the moved traffic at the new route. */
  readonly rankCorrelation: number;
  readonly rankCorrelationDoublyRobust: number;
  /** Of the differences, which are small beside the noise of five percent exploration. */
  readonly rankCorrelationOfDifferences: number;
  readonly bias: number;
}

/** Every pair of processors in every segment of these worlds: what the estimate says against what is true. */
export const judgeMoves = (
  seeds: readonly number[],
  size: { readonly days: number; readonly paymentsPerDay: number },
): MoveVerdict => {
  let refused = 0;
  const judged: JudgedMove[] = [];
  for (const seed of seeds) {
    const firsts = loggedWorld({
      ...size,
      seed,
      incidents: "none",
      endsAt: "2026-11-02T00:00:00Z",
    });
    for (const segment of segmentsOf(firsts))
      for (const [from, to] of pairs) {
        const move = judge(segment, from, to);
        if (move === null) refused += 1;
        else judged.push(move);
      }
  }
  const rank = (pick: (move: JudgedMove) => number, truth: (move: JudgedMove) => number) =>
    rankCorrelation(judged.map(pick), judged.map(truth));
  const share = judged.filter(({ isCovered }) => isCovered).length / judged.length;
  const error = judged.reduce((sum, move) => sum + move.difference - move.trueDifference, 0);
  return {
    worlds: seeds.length,
    moves: judged.length,
    refused,
    coverage: share,
    rankCorrelation: rank(
      ({ estimate }) => estimate,
      ({ truth }) => truth,
    ),
    rankCorrelationDoublyRobust: rank(
      ({ doublyRobust }) => doublyRobust,
      ({ truth }) => truth,
    ),
    rankCorrelationOfDifferences: rank(
      ({ difference }) => difference,
      ({ trueDifference }) => trueDifference,
    ),
    bias: error / judged.length,
  };
};

const places = [0, 1, 2, 3];
const pairs = places.flatMap((from) =>
  places.flatMap((to) => (from === to ? [] : [[from, to] as const])),
);

const segmentsOf = (firsts: readonly LoggedFirst[]): LoggedFirst[][] => [
  [...firsts],
  ...Map.groupBy(firsts, ({ country }) => country).values(),
  ...Map.groupBy(firsts, ({ funding }) => funding).values(),
  ...Map.groupBy(firsts, ({ network }) => network).values(),
  ...Map.groupBy(firsts, ({ country, funding }) => `${country} ${funding}`).values(),
];

const judge = (segment: readonly LoggedFirst[], from: number, to: number): JudgedMove | null => {
  const move = { from: String(from), to: String(to) };
  const value = moveValue(weighMove(cellsOf(segment), move), move);
  if (value.kind !== "estimated") return null;
  const { there, here } = expectedEnds(segment, from, to);
  const [low, high] = value.differenceInterval;
  return {
    estimate: value.snips,
    truth: there,
    difference: value.difference,
    trueDifference: there - here,
    doublyRobust: value.doublyRobust,
    isCovered: low <= there - here && there - here <= high,
  };
};

/**
 * What is true of the traffic that the policy gives to `from`, whatever chance made of it: every payment counts by the
 * probability that it goes there.
 */
const expectedEnds = (segment: readonly LoggedFirst[], from: number, to: number) => {
  let total = 0;
  let there = 0;
  let here = 0;
  for (const own of Map.groupBy(segment, ({ context }) => context).values()) {
    const free = own.filter(({ propensity }) => propensity < 1);
    const share = free.filter(({ processor }) => processor === from).length / own.length;
    total += share * free.length;
    there += share * free.filter(({ wouldBeApproved }) => wouldBeApproved[to]).length;
    here += share * free.filter(({ wouldBeApproved }) => wouldBeApproved[from]).length;
  }
  return { there: there / total, here: here / total };
};
