import { z } from "zod";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  hour: z.iso.datetime(),
  merchant_id: z.string(),
  card_bin: z.string(),
  attempts: Count,
  declined: Count,
  small: Count,
  cards: Count,
  other_hours: Count,
});
export type Burst = z.infer<typeof Row>;

/** Busy hours of one merchant and BIN, busiest first; whether one is an attack is for the caller to judge. */
export const cardTesting = goldTool({
  name: "card-testing",
  module: import.meta.url,
  description:
    "Hours in which one merchant saw many attempts of one BIN: attempts, declines, small amounts, distinct cards, attempts in the other hours.",
  input: z.object({
    within: Within,
    minimum: z.int().min(2).describe("attempts that make an hour worth a look"),
  }),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
