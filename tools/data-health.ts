import { z } from "zod";
import { Count, Period } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  source: z.string(),
  attempts: Count,
  counted: Count,
  duplicates: Count,
  not_sent: Count,
  account_checks: Count,
  without_usd: Count,
  unmapped: Count,
  first_event: z.iso.datetime(),
  last_event: z.iso.datetime(),
});

/** What arrived per feed and why some of it is in no rate. */
export const dataHealth = goldTool({
  name: "data-health",
  module: import.meta.url,
  description:
    "Per source and period: attempts that arrived, suspected duplicates, attempts never sent to an issuer, missing exchange rates, unmapped declines.",
  input: z.object({}),
  row: Row,
  analyse: (rows) => rows,
});
