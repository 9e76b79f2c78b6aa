import { type MoveEstimate, type MoveRefusal, moveValue } from "../../../analysis/off-policy.ts";
import { usualClip } from "../../../analysis/weigh-move.ts";
import { tally } from "../../../tools/amounts.ts";
import { approvalBreakdown } from "../../../tools/approval-breakdown.ts";
import { type ExplorationRow, routeExploration } from "../../../tools/route-exploration.ts";
import { notGiven } from "../../../tools/scope-predicate.ts";
import type { About } from "../../figure-sheet.ts";
import type { Impact } from "../../finding.ts";
import type { Proposal } from "../../proposal.ts";
import { proposalOf } from "../../proposal-draft.ts";
import { quoted } from "../../words.ts";
import type { Check, CheckResult, Desk } from "../desk.ts";
import { comparedWhatIf } from "./compared-what-if.ts";
import { firstStep } from "./shift-proposal.ts";

/** What the outcome model of the doubly robust estimate tells traffic apart by. */
const strata = ["issuer_country", "funding_type", "card_network"] as const;

/** A move as it was asked for, or as far as it was not said, from the largest processor to the next. */
interface Asked {
  readonly share: number;
  readonly from: string;
  readonly to: string;
}

/**
 * What moving volume would be worth, from attempts that chance sent elsewhere. Where probabilities are not logged, from the
 * like-for-like comparison; where chance sent too little, not at all.
 */
export const whatIf: Check = async (desk) => {
  const asked = await askedMove(desk);
  if (asked === null) return comparedWhatIf(firstStep)(desk);
  const { from, to } = asked;
  const { result: rows, receipt } = await desk.call(routeExploration, {
    by: [...strata],
    within: {},
    from,
    to,
    clip: usualClip,
  });
  const value = moveValue(rows, asked);
  if (value.kind === "not_logged") return comparedWhatIf(asked.share, asked)(desk);
  if (value.kind !== "estimated") return notEstimable(desk, asked, value, receipt);
  return estimated(desk, asked, { value, rows, receipt });
};

const askedMove = async (desk: Desk): Promise<Asked | null> => {
  const { move } = desk.task;
  const { result } = await desk.call(approvalBreakdown, { by: ["processor"], within: {} });
  const bySize = result
    .filter((row) => row.period === "current" && row.by_1 !== notGiven)
    .toSorted((a, b) => b.first_attempts - a.first_attempts)
    .flatMap((row) => row.by_1 ?? []);
  const largestBut = (other: string | null) => bySize.find((name) => name !== other) ?? null;
  const from = move?.from ?? largestBut(move?.to ?? null);
  const to = move?.to ?? largestBut(from);
  return from === null || to === null || from === to
    ? null
    : { share: move?.share ?? firstStep, from, to };
};

interface Estimated {
  readonly value: MoveEstimate;
  readonly rows: readonly ExplorationRow[];
  readonly receipt: Desk["receipt"];
}

const metric = "first_attempt_approval_rate";

const estimated = (desk: Desk, asked: Asked, { value, rows, receipt }: Estimated): CheckResult => {
  const { sheet } = desk;
  const { from, to, share } = asked;
  const cell = { processor: [from, to] };
  const impact = impactOf(desk, asked, value, rows);
  const isReal = impact.low > 0 || impact.high < 0;
  const about: About = { receipt, cell, derivation: impact.basis };
  const money = (minor: number) => sheet.money("approved_amount", minor, impact.unit, about);
  const points = sheet.pp(metric, 100 * value.difference, {
    ...about,
    derivation: "self-normalised estimate at the new route minus what stayed",
    interval: [100 * value.differenceInterval[0], 100 * value.differenceInterval[1]],
  });
  const end = (fraction: number) =>
    sheet.pp(metric, 100 * fraction, { ...about, derivation: "end of the 95 % interval" });
  const moved = sheet.share("attempts", share, {
    ...about,
    derivation: desk.task.move?.share == null ? "a first step: no share was named" : "as asked for",
  });
  const stay = { receipt, cell: { processor: [from] } };
  const there = { receipt, cell: { processor: [to] } };
  const { stayed } = value;
  const [low, high] = value.differenceInterval;
  return {
    findings: [
      {
        kind: impact.low > 0 ? "opportunity" : "other",
        title: isReal
          ? `Moving ${moved} of ${quoted(from)} to ${quoted(to)} is worth ${money(impact.mid)} of approved amount in [[range]]`
          : `Moving ${moved} of ${quoted(from)} to ${quoted(to)} makes no significant difference: ${points} on the moved attempts`,
        text: [
          `What chance sent to ${quoted(to)} says that this traffic would be approved ${sheet.share(metric, value.snips, { ...there, derivation: "self-normalised estimate from logged exploration", interval: value.interval })} there, against ${sheet.rate(metric, stayed, { ...stay, derivation: "first attempts that had a chance to go elsewhere" })} now: ${points}, between ${end(low)} and ${end(high)}.`,
          `In approved amount that is ${money(impact.mid)}, between ${money(impact.low)} and ${money(impact.high)}.`,
          `It rests on ${sheet.count("attempts", value.explored, { ...there, derivation: "first attempts at the new route, weighed by the logged probabilities" })} first attempts at ${quoted(to)}, worth ${sheet.count("attempts", Math.round(value.effective), { ...there, derivation: "effective sample size of the weighted attempts" })} unweighted ones; the doubly robust estimate is ${sheet.share(metric, value.doublyRobust, { ...there, derivation: "doubly robust estimate, outcome model by country, funding and network" })}.`,
          `${sheet.rate("attempts", value.coverage, { ...stay, derivation: "first attempts that had a chance to go elsewhere, of all at this route" })} of the first attempts of ${quoted(from)} had a chance to go elsewhere; only these are valued.`,
          ...feesSentence(desk, asked, rows, receipt),
        ].join(" "),
        cell,
        impact,
        confidence: isReal ? 0.85 : 0.5,
        caveats: caveatsOf(desk, value, there),
      },
    ],
    proposals: impact.low > 0 ? [proposed(desk, asked, impact, receipt)] : [],
  };
};

const impactOf = (
  { currency }: Desk,
  { from, share }: Asked,
  { difference, differenceInterval }: MoveEstimate,
  rows: readonly ExplorationRow[],
): Impact => {
  const movable = rows.filter((row) => row.processor === from && row.is_movable);
  const amount = movable.reduce((sum, row) => sum + tally(row, currency).amount, 0);
  const worth = (fraction: number) => Math.round(fraction * share * amount);
  return {
    low: worth(differenceInterval[0]),
    mid: worth(difference),
    high: worth(differenceInterval[1]),
    unit: currency,
    per: "range",
    basis:
      "difference of approval from logged exploration times the amount of first attempts moved; fees not included",
  };
};

/** Fees per amount attempted at both routes, the new one weighed as the approvals are. */
const feesSentence = (
  { sheet }: Desk,
  { from, to }: Asked,
  rows: readonly ExplorationRow[],
  receipt: Desk["receipt"],
): string[] => {
  const here = rows.filter((row) => row.processor === from && row.is_movable);
  const there = rows.filter((row) => row.processor === to && row.weight > 0);
  if ([...here, ...there].some((row) => row.fees_known < row.counted)) return [];
  const sum = (own: readonly ExplorationRow[], pick: (row: ExplorationRow) => number) =>
    own.reduce((total, row) => total + pick(row), 0);
  const now = {
    numerator: sum(here, (row) => row.fees_usd_cents),
    denominator: sum(here, (row) => row.amount_usd_cents),
  };
  const then = {
    numerator: sum(there, (row) => row.weighted_fees),
    denominator: sum(there, (row) => row.weighted_usd),
  };
  if (now.denominator === 0 || then.denominator === 0) return [];
  const bps = (processor: string, rate: typeof now) =>
    sheet.bps("cost_per_approval", rate, {
      receipt,
      cell: { processor: [processor] },
      derivation: "fees over the amount attempted of the same traffic",
    });
  return [
    `Fees would be ${bps(to, then)} of the amount attempted there, and are ${bps(from, now)} now.`,
  ];
};

const caveatsOf = ({ sheet }: Desk, { clipped }: MoveEstimate, there: About): string[] => [
  "Assumes that approval at both routes stays as it is when volume moves, and that the policy decides by merchant and entry mode.",
  ...(clipped > 0
    ? [
        `The weights of ${sheet.count("attempts", clipped, { ...there, derivation: "attempts whose weight was clipped" })} attempts were clipped, which pulls the estimate towards common traffic.`,
      ]
    : []),
];

const proposed = (
  desk: Desk,
  { from, to, share }: Asked,
  impact: Impact,
  receipt: Desk["receipt"],
): Proposal =>
  proposalOf(
    {
      kind: "route_shift",
      title: `Move part of the first attempts of ${quoted(from)} to ${quoted(to)}`,
      target: `route.processor.${from}->${to}`,
      diff: { old: { movedShare: 0 }, new: { movedShare: share } },
      impact,
      evidence: [receipt.id],
      guardrails: [
        "Stop when first-attempt approval of the moved traffic falls below that of the rest.",
        "Keep the random exploration, so that the effect can be measured.",
      ],
    },
    desk,
  );

const reasons: Readonly<Record<Exclude<MoveRefusal["kind"], "not_logged">, string>> = {
  no_traffic: "it carries no first attempts",
  no_overlap: "the policy never left it to chance where they go",
  thin: "chance sent too few comparable attempts there",
};

const notEstimable = (
  { sheet }: Desk,
  { from, to }: Asked,
  refusal: Exclude<MoveRefusal, { kind: "not_logged" }>,
  receipt: Desk["receipt"],
): CheckResult => {
  const cell = { processor: [from] };
  const said =
    refusal.kind === "no_traffic"
      ? "Nothing of this traffic goes through it."
      : `${sheet.rate("attempts", refusal.coverage, { receipt, cell, derivation: "first attempts that had a chance to go elsewhere, of all at this route" })} of its first attempts had a chance to go elsewhere${refusal.kind === "thin" ? `; those that reached ${quoted(to)} are worth ${sheet.count("attempts", Math.round(refusal.effective), { receipt, cell: { processor: [to] }, derivation: "effective sample size of the weighted attempts" })} unweighted attempts, too few to say anything` : ""}.`;
  return {
    findings: [
      {
        kind: "other",
        title: `Not estimable: what ${quoted(to)} would approve of the traffic of ${quoted(from)}, ${reasons[refusal.kind]}`,
        text: said,
        cell: { processor: [from, to] },
        confidence: 0.9,
        ...(refusal.kind === "no_traffic"
          ? { title: `Nothing to move: ${quoted(from)} carries no first attempts of this traffic` }
          : {}),
      },
    ],
    missing: [
      "too little of this traffic was sent elsewhere at random: raise the share of exploration, widen the traffic or look at a longer time",
    ],
  };
};
