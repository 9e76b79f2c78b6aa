import { z } from "zod";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  reason: z.string(),
  card_network: z.string().nullable(),
  network_category: z.int().nullable(),
  merchant_advice_code: z.string().nullable(),
  /** Null where the export does not identify the card. */
  same_card: z.boolean().nullable(),
  retries: Count,
  approved: Count,
  fees_known: Count,
  fees_usd_cents: z.int(),
});
export type RetryAfterRow = z.infer<typeof Row>;

/** What was retried after which decline; which of it the rules forbid is decided by the caller. */
export const retryNever = goldTool({
  name: "retry-never",
  module: import.meta.url,
  description:
    "Retries by the reason, network category and merchant advice of the attempt before, with approvals and fees.",
  input: z.object({ within: Within }),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
