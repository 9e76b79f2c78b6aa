import { z } from "zod";
import { By, byColumns, Count, cellOf, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  ...byColumns,
  counted: Count,
  timed: Count,
  p50_ms: z.number().nullable(),
  p95_ms: z.number().nullable(),
  technical: Count,
});

/** How long attempts take, and how many end in a technical decline. */
export const routeLatency = goldTool({
  name: "route-latency",
  module: import.meta.url,
  description:
    "Median and 95th percentile of processing time and technical declines in both periods, in total or by up to five dimensions.",
  input: z.object({ by: By, within: Within }),
  row: Row,
  analyse: (rows, { by }) => rows.map((row) => ({ ...row, cell: cellOf(row, by) })),
});
