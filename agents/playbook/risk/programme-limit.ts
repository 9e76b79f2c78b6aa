import { type ArrivalMonth, disputeArrivals } from "../../../tools/dispute-arrivals.ts";
import type { About } from "../../figure-sheet.ts";
import type { FindingDraft } from "../../finding-draft.ts";
import { type ProgrammeLimit, programmeLimitsOn } from "../../network-rules.ts";
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
  const { result: arrivals, receipt } = await desk.call(disputeArrivals, {});
  if (arrivals.every((row) => row.disputes === 0))
    return { missing: ["this export has no disputes"] };
  const day = desk.scope.asOf.slice(0, "2026-01-01".length);
  const worst = [...Map.groupBy(arrivals, (row) => row.card_network)]
    .flatMap(([network, own]) =>
      programmeLimitsOn(network, day).flatMap((limit) =>
        monthsOf(own, limit).map((month) => ({ network, limit, ...month })),
      ),
    )
    .filter(({ cases, sales }) => cases > 0 && sales > 0)
    .toSorted((a, b) => nearness(b) - nearness(a));
  const months = [...Map.groupBy(worst, ({ limit }) => limit.programme).values()].flatMap(
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

/** Cases and sales as the programme counts them; a month without the sales it is divided by is left out. */
const monthsOf = (own: readonly ArrivalMonth[], limit: ProgrammeLimit): Month[] => {
  const isRemote = limit.counts === "remote";
  const salesIn = (month: string) => {
    const row = own.find((one) => one.month === month);
    return row === undefined ? 0 : isRemote ? row.remote_sales : row.sales;
  };
  return own.map((row) => {
    const disputes = isRemote ? row.remote_disputes : row.disputes;
    const fraud = isRemote ? row.remote_fraud : row.fraud;
    return {
      month: row.month,
      cases: disputes + (limit.fraudWeight - 1) * fraud,
      sales: salesIn(limit.salesOf === "same month" ? row.month : monthBefore(row.month)),
    };
  });
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
    text: `In ${quoted(range.label)} there arrived ${sheet.count("dispute_rate", cases, about)} cases as the programme counts them, on ${sheet.count("approved", sales, about)} sales; it also takes at least ${sheet.count("dispute_rate", limit.minimumCases, rule)} cases a month. ${isOver ? "Both are exceeded." : isClose ? "Both are close." : "They are not both reached."} ${forecastOf({ scope, limit, month, cases })} ${leverOf(limit)} (${quoted(limit.programme)}.)`,
    scope: { ...scope, range: cohortWindow(scope), compare: null },
    cell,
    severity: isOver ? "critical" : isClose ? "high" : "info",
    confidence: 0.7,
    caveats: [
      "A case counts in the month in which it arrives; one whose feed does not say when counts in the month of its sale.",
      "Fraud reports that never became a dispute are not in the data.",
    ],
  };
};

const dayMs = 86_400_000;

/** The day on which the running month's cases reach the programme's minimum at the pace so far. */
const forecastOf = ({
  scope,
  limit,
  month,
  cases,
}: {
  readonly scope: Desk["scope"];
  readonly limit: ProgrammeLimit;
  readonly month: string;
  readonly cases: number;
}): string => {
  const { from, to } = monthOf(month);
  const elapsed = Date.parse(scope.asOf) - Date.parse(from);
  if (Date.parse(scope.asOf) >= Date.parse(to) || elapsed < dayMs) return "The month is over.";
  if (cases >= limit.minimumCases) return "The number of cases is reached already.";
  const reached = Date.parse(from) + (elapsed * limit.minimumCases) / cases;
  return reached < Date.parse(to)
    ? `At the pace so far the number of cases is reached on ${quoted(new Date(reached).toISOString().slice(0, "2026-01-01".length))}.`
    : "At the pace so far the number of cases is not reached this month.";
};

const leverOf = ({ fraudWeight }: ProgrammeLimit): string =>
  fraudWeight > 1
    ? "The lever is fraud, since each fraud dispute counts as a report too: step up what scores high, and answer with the shopper's history."
    : "The lever is the dispute itself: refund before it is raised, clear descriptors, and authentication where it is for fraud.";
