import { z } from "zod";
import { Dimension } from "./dictionary/dimension.ts";

const Instant = z.iso.datetime().describe("ISO 8601 in UTC");

/** Half-open `[from, to)` in UTC. `label` is how the range is said in text: "yesterday", "October 2026", "1–7 Nov 2026". */
export const Range = z.object({ from: Instant, to: Instant, label: z.string() });
export type Range = z.infer<typeof Range>;

/** Values per dimension: values of one dimension are alternatives (or), dimensions narrow each other (and). */
export const Filters = z.partialRecord(Dimension, z.array(z.string()).min(1));
export type Filters = z.infer<typeof Filters>;

/**
 * What an answer is about. `asOf` is the data's newest event time (or the caller's `--as-of`), never the wall clock.
 * A range that reaches "now" ends one second after `asOf`, so that the newest event is inside the half-open range.
 */
export const Scope = z.object({
  range: Range,
  compare: Range.nullable(),
  filters: Filters,
  timezone: z.literal("UTC"),
  asOf: Instant,
});
export type Scope = z.infer<typeof Scope>;
