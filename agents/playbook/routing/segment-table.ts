import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { approvalBreakdown } from "../../../tools/approval-breakdown.ts";
import { dataCoverage } from "../../../tools/data-coverage.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import { minimumSample, tooFew } from "../../verdict.ts";
import { cellWords, dimensionWords } from "../../words.ts";
import type { Check } from "../desk.ts";

const mostRows = 15;

/** Approval of each route in each segment, with n and interval; where the segments are what differs most. */
export const segmentTable: Check = async (desk) => {
  const { result: coverage } = await desk.call(dataCoverage, { within: {} });
  const route: Dimension = coverage.processor > 0 ? "processor" : "payment_solution";
  const segments = desk.task.by.filter((id) => id !== route).slice(0, 2);
  const by: Dimension[] = [
    route,
    ...(segments.length > 0 ? segments : (["card_network"] as const)),
  ];
  const { result, receipt } = await desk.call(approvalBreakdown, { by, within: {} });
  const rows = result
    .filter((row) => row.period === "current")
    .toSorted((a, b) => b.first_attempts - a.first_attempts)
    .slice(0, mostRows);
  const [largest] = rows;
  if (largest === undefined) return {};
  const { sheet } = desk;
  const rate = (row: typeof largest, about: About) =>
    row.first_attempts < minimumSample
      ? tooFew
      : sheet.rate(
          "first_attempt_approval_rate",
          { numerator: row.first_approved, denominator: row.first_attempts },
          about,
        );
  return {
    findings: [
      {
        kind: "other",
        title: `The largest route is ${cellWords(largest.cell)}: ${rate(largest, { receipt, cell: largest.cell })} of first attempts approved`,
        text: `The table gives first-attempt approval by ${dimensionWords(by)}, as it is; routes carry different traffic, so the rows are no ranking.`,
        confidence: 0.9,
        table: {
          columns: ["Route", "First attempts", "Approved", "Before"],
          rows: rows.map((row) => {
            const before = result.find(
              (other) =>
                other.period === "comparison" &&
                JSON.stringify(other.cell) === JSON.stringify(row.cell),
            );
            const about: About = { receipt, cell: row.cell };
            return [
              cellWords(row.cell),
              sheet.count("attempts", row.first_attempts, about),
              rate(row, about),
              before === undefined ? nothing : rate(before, { ...about, period: "comparison" }),
            ];
          }),
        },
      },
    ],
    missing: [
      ...(coverage.processor === 0 ? ["this export does not name processors"] : []),
      ...(coverage.route_policy === 0
        ? ["this export does not say which routing policy chose the processor"]
        : []),
    ],
  };
};
