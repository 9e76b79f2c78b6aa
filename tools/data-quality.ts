import { z } from "zod";
import { Count } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  check_name: z.enum([
    "freshness",
    "volume",
    "silence",
    "completeness",
    "duplicates",
    "money",
    "declines",
    "lag",
    "quarantine",
    "unknown_field",
    "disputes",
    "reconciliation",
  ]),
  source: z.string(),
  subject: z.string(),
  status: z.enum(["watch", "problem"]),
  part: Count.nullable(),
  whole: Count.nullable(),
  value: z.number().nullable(),
  expected: z.number().nullable(),
  unit: z.enum(["hours", "attempts", "percent"]),
  since: z.iso.datetime().nullable(),
});
export type QualityRow = z.infer<typeof Row>;

/** Whether the data are whole at the as-of: the first question of every agent. No rows: nothing to complain of. */
export const dataQuality = goldTool({
  name: "data-quality",
  module: import.meta.url,
  description:
    "Is the data whole? Checks that found something: silent or missing feeds, fields no longer filled, duplicates, quarantined rows by reason, unknown fields, cubes that disagree with the attempts.",
  input: z.object({}),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
