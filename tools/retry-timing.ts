import { z } from "zod";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

/** Time since the attempt before, shortest first. */
export const delays = [
  "at once",
  "within an hour",
  "within a day",
  "within three days",
  "within a week",
  "later",
] as const;
export const Delay = z.enum(delays);
export type Delay = z.infer<typeof Delay>;

const Row = z.object({
  reason: z.string(),
  delay: Delay,
  attempt_no: z.int().min(1),
  retries: Count,
  approved: Count,
});
export type TimingRow = z.infer<typeof Row>;

/** Success of retries by the original reason, how long they waited and which attempt they were. */
export const retryTiming = goldTool({
  name: "retry-timing",
  module: import.meta.url,
  description:
    "Retries and their approvals by original decline reason, delay since the attempt before, and position in the payment.",
  input: z.object({ within: Within }),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
