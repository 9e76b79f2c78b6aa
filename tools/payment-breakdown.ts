import { z } from "zod";
import { amountColumns } from "./amounts.ts";
import { By, byColumns, Count, cellOf, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  ...byColumns,
  payments: Count,
  attempts: Count,
  first_approved: Count,
  approved: Count,
  recovered: Count,
  ...amountColumns,
});

/** Payments per cell: approved at once, in the end, or recovered by a retry. */
export const paymentBreakdown = goldTool({
  name: "payment-breakdown",
  module: import.meta.url,
  description:
    "Payments with their net approval, first-attempt approval and recovery in both periods, in total or by up to five dimensions.",
  input: z.object({ by: By, within: Within }),
  row: Row,
  analyse: (rows, { by }) => rows.map((row) => ({ ...row, cell: cellOf(row, by) })),
});
export type PaymentRow = z.infer<typeof Row> & { readonly cell: ReturnType<typeof cellOf> };
