import { z } from "zod";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  card_network: z.string(),
  declines_before_30d: Count,
  declines_before_24h: Count,
  attempts: Count,
  approved: Count,
});
export type CapRow = z.infer<typeof Row>;

/** Attempts that follow many declines of the same card, merchant and amount, for the networks' caps. */
export const retryCaps = goldTool({
  name: "retry-caps",
  module: import.meta.url,
  description:
    "Attempts made after ten or more declines of the same card: by network, declines within thirty days (same amount) and within one day.",
  input: z.object({ within: Within }),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
