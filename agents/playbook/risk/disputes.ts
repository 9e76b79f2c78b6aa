import { type DisputeCohort, disputeCohorts } from "../../../tools/dispute-cohorts.ts";
import type { About } from "../../figure-sheet.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";
import { cohortWindow, monthOf } from "./cohort-window.ts";

/** Disputes by month of purchase. Without one dispute in half a year the data do not hold them. */
export const disputes: Check = async (desk) => {
  const { result: cohorts, receipt } = await desk.call(disputeCohorts, {});
  const all = sumOf(cohorts);
  if (all.disputed === 0) return { missing: ["this export has no disputes"] };
  const { sheet } = desk;
  const range = cohortWindow(desk.scope);
  const complete = monthsOf(cohorts).filter(({ arrived }) => (arrived ?? 0) >= completeShare);
  const mature = sumOf(complete.flatMap(({ own }) => own));
  const total = mature.approved > 0 ? mature : all;
  const about: About = {
    receipt,
    range,
    derivation:
      mature.approved > 0
        ? "sum over networks and the months whose disputes have arrived"
        : "sum over months and networks",
  };
  return {
    findings: [
      {
        kind: "other",
        title: `Disputed are ${sheet.bps("dispute_rate", { numerator: total.disputed, denominator: total.approved }, about)} of approved attempts${mature.approved > 0 ? " in purchase months whose disputes have arrived" : ", which is not yet complete"}`,
        text: `${sheet.count("dispute_rate", total.disputed, about)} disputes of ${sheet.count("approved", total.approved, about)} approved attempts, ${sheet.count("fraud_dispute_rate", total.fraud, about)} of them for fraud.`,
        scope: { ...desk.scope, range, compare: null },
        confidence: 0.9,
        caveats: [
          "Disputes are counted by the month of purchase and arrive weeks later; how much of a young month is still to come follows from the lags seen so far.",
        ],
        table: cohortTable(desk, cohorts, receipt),
      },
    ],
  };
};

const sumOf = (cohorts: readonly DisputeCohort[]) => ({
  approved: cohorts.reduce((sum, row) => sum + row.approved, 0),
  disputed: cohorts.reduce((sum, row) => sum + row.disputed, 0),
  fraud: cohorts.reduce((sum, row) => sum + row.fraud_disputed, 0),
});

/** Share of a month's disputes from which it is called complete. */
const completeShare = 0.95;
/** Below it what is still to come is a guess. */
const tellingShare = 0.2;

const monthsOf = (cohorts: readonly DisputeCohort[]) =>
  [...Map.groupBy(cohorts, (row) => row.purchase_month)]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([month, own]) => ({ month, own, arrived: arrivedShare(own) }));

/** Of all networks together; null where one cannot tell. */
const arrivedShare = (own: readonly DisputeCohort[]): number | null => {
  const approved = own.reduce((sum, row) => sum + row.approved, 0);
  const arrived = own.reduce(
    (sum, row) => sum + row.approved * (row.completeness ?? Number.NaN),
    0,
  );
  return Number.isNaN(arrived) || approved === 0 ? null : arrived / approved;
};

const cohortTable = (
  { sheet }: Desk,
  cohorts: readonly DisputeCohort[],
  receipt: Desk["receipt"],
) => ({
  columns: [
    "Purchase month",
    "Approved",
    "Disputed",
    "For fraud",
    "Dispute rate",
    "Arrived so far",
    "In the end",
  ],
  rows: monthsOf(cohorts).map(({ month, own, arrived }) => {
    const { approved, disputed, fraud } = sumOf(own);
    const range = monthOf(month);
    const about: About = { receipt, range, derivation: "sum over networks" };
    const lagged: About = {
      receipt,
      range,
      derivation: "from the lags of disputes that have arrived, corrected for those still to come",
    };
    return [
      quoted(range.label),
      sheet.count("approved", approved, about),
      sheet.count("dispute_rate", disputed, about),
      sheet.count("fraud_dispute_rate", fraud, about),
      sheet.bps("dispute_rate", { numerator: disputed, denominator: approved }, about),
      arrived === null ? "unknown" : sheet.share("dispute_rate", Math.min(1, arrived), lagged),
      arrived === null || arrived < tellingShare
        ? "too young to tell"
        : sheet.bps(
            "dispute_rate",
            { numerator: disputed / arrived, denominator: approved },
            lagged,
          ),
    ];
  }),
});
