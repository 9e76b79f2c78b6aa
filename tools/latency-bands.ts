import { z } from "zod";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  quarter: z.int().min(1).max(4),
  counted: Count,
  approved: Count,
  slowest_ms: z.number(),
});

/** Approval of the fastest to the slowest quarter of attempts. Empty when no attempt has a processing time. */
export const latencyBands = goldTool({
  name: "latency-bands",
  module: import.meta.url,
  description: "Approval per attempt by quarter of processing time, fastest first.",
  input: z.object({ within: Within }),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
