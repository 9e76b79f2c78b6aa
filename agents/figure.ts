import { z } from "zod";
import { Filters, Range } from "../lakehouse/scope.ts";

/**
 * How a figure's value is written and rounded:
 * `rate` fraction 0–1 (value = numerator / denominator), `pp` percentage points, `count` whole things,
 * `money` integer minor units of `currency`, `ms`, `hours`, `score` 0–1, `bps` basis points.
 */
export const Unit = z.enum(["rate", "pp", "count", "money", "ms", "hours", "score", "bps"]);
export type Unit = z.infer<typeof Unit>;

/** The only way a number gets into an answer. Text holds the slot `{{id}}`; code renders it. */
export const Figure = z.object({
  id: z
    .string()
    .regex(/^[a-z]+\.[a-z0-9_]+$/)
    .describe("agent.name, unique in a run, e.g. decline.f3"),
  metric: z.string().describe("id in the metric dictionary"),
  value: z.number(),
  unit: Unit,
  numerator: z.number().optional().describe("rates only"),
  denominator: z.number().optional().describe("rates only"),
  currency: z.string().length(3).optional().describe("money only"),
  /** 95 % interval in the unit of `value`. */
  interval: z.tuple([z.number(), z.number()]).optional(),
  range: Range,
  filters: Filters.describe("the scope's filters and the cell the figure is about, together"),
  receiptId: z.string(),
  derivation: z
    .string()
    .optional()
    .describe("how it follows from the receipt's rows, where it is not a cell of them"),
});
export type Figure = z.infer<typeof Figure>;
