import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { type ApprovalRow, approvalBreakdown } from "../../../tools/approval-breakdown.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import { minimumSample } from "../../verdict.ts";
import { cellWords, dimensionWords } from "../../words.ts";
import type { Check } from "../desk.ts";

const mostRows = 10;

/** Where risk is: by disputes for fraud where there are any, else by fraud score; nothing when the data have neither. */
export const riskySegments: Check = async (desk) => {
  const { sheet, now, task } = desk;
  if (now.fraud_disputed === 0 && now.scored === 0)
    return {
      missing: [
        "this export has neither fraud scores nor disputes: no segment can be called risky",
      ],
    };
  const byDisputes = now.fraud_disputed > 0;
  const by: Dimension[] = task.by.length > 0 ? task.by.slice(0, 3) : ["issuer_country"];
  const { result, receipt } = await desk.call(approvalBreakdown, { by, within: {} });
  const risk = (row: ApprovalRow) =>
    byDisputes ? row.fraud_disputed / row.approved : (row.fraud_score ?? 0);
  const basis = (row: ApprovalRow) => (byDisputes ? row.approved : row.scored);
  const rows = result
    .filter((row) => row.period === "current" && basis(row) >= minimumSample)
    .toSorted((a, b) => risk(b) - risk(a))
    .slice(0, mostRows);
  const [top] = rows;
  if (top === undefined) return {};
  const say = (row: ApprovalRow) => {
    const about: About = { receipt, cell: row.cell };
    if (!byDisputes) return sheet.score("avg_fraud_score", row.fraud_score ?? 0, about);
    return sheet.bps(
      "fraud_dispute_rate",
      { numerator: row.fraud_disputed, denominator: row.approved },
      about,
    );
  };
  return {
    findings: [
      {
        kind: "other",
        title: `Risk is highest in ${cellWords(top.cell)}: ${say(top)} ${byDisputes ? "of approved attempts disputed for fraud" : "average fraud score"}`,
        text: `Ranked by ${dimensionWords(by)} among groups with enough attempts.`,
        cell: top.cell,
        confidence: 0.7,
        caveats: ["A segment describes traffic; it does not say who commits fraud."],
        table: {
          columns: [
            "Segment",
            "Attempts",
            byDisputes ? "Disputed for fraud" : "Average fraud score",
            "Approval",
          ],
          rows: rows.map((row) => {
            const about: About = { receipt, cell: row.cell };
            return [
              cellWords(row.cell),
              sheet.count("attempts", row.counted, about),
              say(row),
              row.counted === 0
                ? nothing
                : sheet.rate(
                    "approval_rate",
                    { numerator: row.approved, denominator: row.counted },
                    about,
                  ),
            ];
          }),
        },
      },
    ],
  };
};
