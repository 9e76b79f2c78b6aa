import { z } from "zod";
import { Count, Period } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  period: Period,
  source: z.string(),
  hour: z.iso.datetime(),
  attempts: Count,
  duplicates: Count,
});
export type FeedHour = z.infer<typeof Row>;

/** Arrivals per feed and hour, for gaps and replays. Hours without attempts have no row. */
export const feedHours = goldTool({
  name: "feed-hours",
  module: import.meta.url,
  description: "Attempts and suspected duplicates per source and hour (UTC) in both periods.",
  input: z.object({}),
  row: Row,
  analyse: (rows) => rows,
});
