import { z } from "zod";
import { Count, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";

const Row = z.object({
  hour: z.iso.datetime(),
  counted: Count,
  approved: Count,
});

/** Approvals hour by hour, for finding when a change began. Hours without attempts have no row. */
export const approvalHourly = goldTool({
  name: "approval-hourly",
  module: import.meta.url,
  description:
    "Attempts and approvals per hour (UTC) from an instant up to the as-of, without gaps between the ranges.",
  input: z.object({
    within: Within,
    since: z.iso.datetime().describe("first hour, ISO 8601 in UTC"),
  }),
  row: Row,
  periods: "current",
  analyse: (rows) => rows,
});
