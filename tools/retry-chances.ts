import { z } from "zod";
import { paydays } from "../analysis/retry-plan.ts";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  reason: z.string(),
  declines: z.int().min(0),
  days: z.int().min(0),
  payday: z.enum(paydays),
  retries: Count,
  approved: Count,
  amount_usd_cents: z.int(),
});
export type ChanceRow = z.infer<typeof Row>;

/** What retry planning is learned from: retries half an hour or more after the attempt before. */
export const retryChances = goldTool({
  name: "retry-chances",
  module: import.meta.url,
  description:
    "Retries and their approvals by original decline reason, place in the payment, days waited and whether a payday lay between.",
  input: z.object({ within: Within }),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
