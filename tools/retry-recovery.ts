import { z } from "zod";
import { amountColumns } from "./amounts.ts";
import { Count, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  reason: z.string(),
  decline_class: z.string().nullable(),
  failed: Count,
  retried: Count,
  recovered: Count,
  retries: Count,
  ...amountColumns,
});
export type RecoveryRow = z.infer<typeof Row>;

/** Payments that failed at first, keyed by the reason of that first decline. */
export const retryRecovery = goldTool({
  name: "retry-recovery",
  module: import.meta.url,
  description:
    "Payments declined at the first attempt, by that decline's reason: how many were retried, how many recovered, with amounts, in both periods.",
  input: z.object({ within: Within }),
  row: Row,
  analyse: (rows) => rows,
});
