import { z } from "zod";
import type { MovedSums } from "../analysis/off-policy.ts";
import { amountColumns } from "./amounts.ts";
import { By, byColumns, Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  processor: z.string(),
  is_movable: z.boolean(),
  ...byColumns,
  counted: Count,
  approved: Count,
  logged: Count,
  explored: Count,
  clipped: Count,
  weight: Count,
  weight_squared: z.number().min(0),
  weight_approved: Count,
  weighted_fees: z.number(),
  weighted_usd: z.number(),
  fees_known: Count,
  fees_usd_cents: z.int(),
  ...amountColumns,
});
export type ExplorationRow = z.infer<typeof Row> & MovedSums;

/** Weights are whole in the statement, so that their sums are the same in whatever order they are added. */
const scale = 10_000;

/** First attempts at two processors, those at `to` weighed by the logged probabilities to stand for what goes to `from`. */
export const routeExploration = goldTool({
  name: "route-exploration",
  module: import.meta.url,
  description:
    "First attempts of two processors with the weights that make what chance sent to one stand for the traffic of the other, by stratum: counts, approvals, fees, amounts.",
  input: z.object({
    by: By,
    within: Within,
    from: z.string(),
    to: z.string(),
    clip: z.number().positive().describe("largest weight of one attempt"),
  }),
  row: Row,
  periods: "current",
  analyse: (rows): ExplorationRow[] =>
    rows.map((row) => ({
      ...row,
      route: row.processor,
      isMovable: row.is_movable,
      stratum: JSON.stringify([row.by_1, row.by_2, row.by_3, row.by_4, row.by_5]),
      weight: row.weight / scale,
      weightSquared: row.weight_squared / scale ** 2,
      weightApproved: row.weight_approved / scale,
    })),
});
