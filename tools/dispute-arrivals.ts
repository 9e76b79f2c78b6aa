import { z } from "zod";
import { Count } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  month: z.iso.datetime(),
  card_network: z.string(),
  sales: Count,
  remote_sales: Count,
  disputes: Count,
  fraud: Count,
  remote_disputes: Count,
  remote_fraud: Count,
});
export type ArrivalMonth = z.infer<typeof Row>;

/** Disputes by the month in which they arrive, as schemes' programmes count them. */
export const disputeArrivals = goldTool({
  name: "dispute-arrivals",
  module: import.meta.url,
  description:
    "Sales of each month and the disputes that arrived in it, by network, the half year up to the as-of, remote payments apart.",
  input: z.object({}),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
