import { z } from "zod";
import { amountColumns } from "./amounts.ts";
import { Count, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  tenth: z.int().min(0).max(9),
  counted: Count,
  approved: Count,
  disputed: Count,
  fraud_disputed: Count,
  ...amountColumns,
});
export type ScoreRow = z.infer<typeof Row>;

/** Outcome of attempts by tenth of their fraud score. Empty when the export has no scores. */
export const fraudScores = goldTool({
  name: "fraud-scores",
  module: import.meta.url,
  description: "Attempts, approvals and disputes by tenth of the fraud score in both periods.",
  input: z.object({ within: Within }),
  row: Row,
  analyse: (rows) => rows,
});
