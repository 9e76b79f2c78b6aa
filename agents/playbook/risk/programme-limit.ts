import { type DisputeCohort, disputeCohorts } from "../../../tools/dispute-cohorts.ts";
import type { About } from "../../figure-sheet.ts";
import type { FindingDraft } from "../../finding-draft.ts";
import { type ProgrammeLimit, programmeLimitOn } from "../../network-rules.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";
import { cohortWindow, monthOf } from "./cohort-window.ts";

/** Share of a limit from which it is close. */
const closeShare = 0.75;

interface Month {
  readonly month: string;
  readonly cases: number;
  readonly sales: number;
}

/** How close each network's dispute ratio is to its programme's limit; only where disputes are loaded. */
export const programmeLimit: Check = async (desk) => {
  const { result: cohorts, receipt } = await desk.call(disputeCohorts, {});
  if (cohorts.every((row) => row.disputed === 0))
    return { missing: ["this export has no disputes"] };
  const worst = [...Map.groupBy(cohorts, (row) => row.card_network)]
    .flatMap(([network, own]) => {
      const limit = programmeLimitOn(network, desk.scope.asOf.slice(0, "2026-01-01".length));
      return limit === undefined
        ? []
        : monthsOf(own, limit).map((month) => ({ network, limit, ...month }));
    })
    .filter(({ cases, sales }) => cases > 0 && sales > 0)
    .toSorted((a, b) => nearness(b) - nearness(a));
  const months = [...Map.groupBy(worst, ({ network }) => network).values()].flatMap(
    ([first]) => first ?? [],
  );
  return months.length === 0
    ? { missing: ["there are no disputes of a network whose programme limits are known"] }
    : { findings: months.map((month) => findingOf(desk, month, receipt)) };
};

/** One is the limit. */
const nearness = ({ cases, sales, limit }: NetworkMonth) => cases / sales / limit.ratio;

interface NetworkMonth extends Month {
  readonly network: string;
  readonly limit: ProgrammeLimit;
}

const monthsOf = (cohorts: readonly DisputeCohort[], limit: ProgrammeLimit): Month[] => {
  const salesIn = (month: string) =>
    cohorts.find((row) => row.purchase_month === month)?.approved ?? 0;
  return cohorts.map(({ purchase_month: month, approved, disputed, fraud_disputed: fraud }) => ({
    month,
    cases: disputed + (limit.fraudWeight - 1) * fraud,
    sales: limit.salesOf === "same month" ? approved : salesIn(monthBefore(month)),
  }));
};

const monthBefore = (month: string): string => {
  const first = new Date(month);
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() - 1, 1)).toISOString();
};

const findingOf = (
  { sheet, scope }: Desk,
  { network, limit, month, cases, sales }: NetworkMonth,
  receipt: Desk["receipt"],
): FindingDraft => {
  const cell = { card_network: [network] };
  const range = monthOf(month);
  const about: About = { receipt, cell, range, derivation: "cases as the programme counts them" };
  const rule: About = {
    receipt,
    cell,
    derivation: `${limit.programme}, ${limit.effectiveFrom === null ? "start not confirmed" : `in force since ${limit.effectiveFrom}`}`,
  };
  const ratio = cases / sales;
  const isOver = ratio >= limit.ratio && cases >= limit.minimumCases;
  const isClose = ratio >= closeShare * limit.ratio && cases >= closeShare * limit.minimumCases;
  return {
    kind: "programme_risk",
    title: `${quoted(network)} disputes are at ${sheet.bps("dispute_rate", { numerator: cases, denominator: sales }, about)} in the worst month, the programme's limit is ${sheet.bps("dispute_rate", { numerator: limit.ratio, denominator: 1 }, rule)}`,
    text: `In purchases of ${quoted(range.label)} there were ${sheet.count("dispute_rate", cases, about)} cases as the programme counts them, on ${sheet.count("approved", sales, about)} sales; it also takes at least ${sheet.count("dispute_rate", limit.minimumCases, rule)} cases a month. ${isOver ? "Both are exceeded." : isClose ? "Both are close." : "They are not both reached."}`,
    scope: { ...scope, range: cohortWindow(scope), compare: null },
    cell,
    severity: isOver ? "critical" : isClose ? "high" : "info",
    confidence: 0.7,
    caveats: [
      "The programme counts by the month in which a dispute arrives; the loaded facts know the month of purchase, so that this is an approximation.",
      "Fraud reports that never became a dispute are not in the data.",
    ],
  };
};
