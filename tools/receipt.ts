import { z } from "zod";
import { Scope } from "../lakehouse/scope.ts";

/** Where a number comes from: the statement as it ran, what was bound, what came back. Same data and question, same id. */
export const Receipt = z.object({
  id: z
    .string()
    .describe("r- and 12 hex digits of a hash over tool, statement, parameters and result"),
  tool: z.string(),
  sql: z.string().describe("as sent to the warehouse, with :name parameters"),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  scope: Scope,
  rowCount: z.int().min(0),
  asOf: z.iso.datetime(),
  durationMs: z.number().min(0),
  resultHash: z.string(),
  engine: z.enum(["duckdb", "databricks", "canned"]),
  identity: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;
