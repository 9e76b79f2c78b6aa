import { z } from "zod";
import { Count } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  purchase_month: z.iso.datetime(),
  card_network: z.string(),
  approved: Count,
  disputed: Count,
  fraud_disputed: Count,
});
export type DisputeCohort = z.infer<typeof Row>;

/** Disputes by the month of purchase: young months look clean because disputes arrive weeks later. */
export const disputeCohorts = goldTool({
  name: "dispute-cohorts",
  module: import.meta.url,
  description:
    "Approved attempts and those disputed so far by purchase month and network, the half year up to the as-of.",
  input: z.object({}),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
