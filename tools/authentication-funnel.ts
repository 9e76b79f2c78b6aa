import { z } from "zod";
import { threeDsResults } from "../lakehouse/event/attempt.ts";
import { By, byColumns, Count, cellOf, Period, Within } from "./common-input.ts";
import { goldTool } from "./gold-tool.ts";
import { notGiven } from "./scope-predicate.ts";

const Row = z.object({
  period: Period,
  ...byColumns,
  path: z.enum([...threeDsResults, "requested", notGiven]),
  attempts: Count,
  sent: Count,
  approved: Count,
});
export type FunnelRow = z.infer<typeof Row> & { readonly cell: ReturnType<typeof cellOf> };

/** From 3-D Secure to the issuer's answer; attempts that ended in authentication are in the base. */
export const authenticationFunnel = goldTool({
  name: "authentication-funnel",
  module: import.meta.url,
  description:
    "Attempts by 3DS result (frictionless, challenged, abandoned …): how many reached the issuer and were approved, by up to five dimensions.",
  input: z.object({ by: By, within: Within }),
  row: Row,
  analyse: (rows, { by }): FunnelRow[] => rows.map((row) => ({ ...row, cell: cellOf(row, by) })),
});
