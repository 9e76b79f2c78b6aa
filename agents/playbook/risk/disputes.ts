import { type DisputeCohort, disputeCohorts } from "../../../tools/dispute-cohorts.ts";
import type { About } from "../../figure-sheet.ts";
import { quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";
import { cohortWindow, monthOf } from "./cohort-window.ts";

/** Disputes by month of purchase. Without one dispute in half a year the data do not hold them. */
export const disputes: Check = async (desk) => {
  const { result: cohorts, receipt } = await desk.call(disputeCohorts, {});
  const total = sumOf(cohorts);
  if (total.disputed === 0) return { missing: ["this export has no disputes"] };
  const { sheet } = desk;
  const range = cohortWindow(desk.scope);
  const about: About = { receipt, range, derivation: "sum over months and networks" };
  return {
    findings: [
      {
        kind: "other",
        title: `Disputed are ${sheet.bps("dispute_rate", { numerator: total.disputed, denominator: total.approved }, about)} of approved attempts`,
        text: `${sheet.count("dispute_rate", total.disputed, about)} disputes of ${sheet.count("approved", total.approved, about)} approved attempts, ${sheet.count("fraud_dispute_rate", total.fraud, about)} of them for fraud.`,
        scope: { ...desk.scope, range, compare: null },
        confidence: 0.9,
        caveats: [
          "Disputes are counted by the month of purchase; they arrive up to three months later, so that the youngest months are not complete.",
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

const cohortTable = (
  { sheet }: Desk,
  cohorts: readonly DisputeCohort[],
  receipt: Desk["receipt"],
) => ({
  columns: ["Purchase month", "Approved", "Disputed", "For fraud", "Dispute rate"],
  rows: [...Map.groupBy(cohorts, (row) => row.purchase_month)]
    .toSorted(([a], [b]) => (a < b ? 1 : -1))
    .map(([month, own]) => {
      const { approved, disputed, fraud } = sumOf(own);
      const range = monthOf(month);
      const about: About = { receipt, range, derivation: "sum over networks" };
      return [
        quoted(range.label),
        sheet.count("approved", approved, about),
        sheet.count("dispute_rate", disputed, about),
        sheet.count("fraud_dispute_rate", fraud, about),
        sheet.bps("dispute_rate", { numerator: disputed, denominator: approved }, about),
      ];
    }),
});
