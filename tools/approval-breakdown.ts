import { z } from "zod";
import { amountColumns } from "./amounts.ts";
import { By, byColumns, Count, cellOf, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  ...byColumns,
  counted: Count,
  approved: Count,
  first_attempts: Count,
  first_approved: Count,
  ...amountColumns,
  disputed: Count,
  fraud_disputed: Count,
  scored: Count,
  fraud_score: z.number().nullable(),
  three_ds_known: Count,
  three_ds_used: Count,
  fees_known: Count,
  fees_usd_cents: z.int(),
});

/** Counted attempts per cell: approval per attempt and on first attempts, amounts, disputes, scores, fees. */
export const approvalBreakdown = goldTool({
  name: "approval-breakdown",
  module: import.meta.url,
  description:
    "Attempts, approvals, first attempts, amounts, disputes and scores of both periods, in total or by up to five dimensions.",
  input: z.object({ by: By, within: Within }),
  row: Row,
  analyse: (rows, { by }) => rows.map((row) => ({ ...row, cell: cellOf(row, by) })),
});
export type ApprovalRow = z.infer<typeof Row> & { readonly cell: ReturnType<typeof cellOf> };
