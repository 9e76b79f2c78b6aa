import { z } from "zod";
import { Count, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  reason: z.string(),
  decline_class: z.string().nullable(),
  decline_owner: z.string().nullable(),
  declined: Count,
  counted: Count,
  all_declined: Count,
  currencies: Count,
  currency: z.string().nullable(),
  declined_minor: z.int(),
  declined_usd_cents: z.int(),
  without_usd: Count,
});
export type DeclineReasonRow = z.infer<typeof Row>;

/** Declines by canonical reason, over all counted attempts (rate) and over all declines (share). */
export const declineReasons = goldTool({
  name: "decline-reasons",
  module: import.meta.url,
  description:
    "Declines per reason with class and owner in both periods, with all attempts and all declines beside them.",
  input: z.object({ within: Within }),
  row: Row,
  analyse: (rows) => rows,
});
