import { readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { withColumns } from "./attempt-columns.ts";
import { writeReferenceTables } from "./reference-tables.ts";

/** In the order in which they build on each other. What is not silver is temporary and goes at the end. */
const steps = [
  "merged_versions",
  "merged_attempts",
  "decline_meanings",
  "settlement_fees",
  "usd_rates",
  "group_members",
  "clock_steps",
  "payment_starts",
  "attempt_links",
  "payment_totals",
  "payments_enriched_silver",
  "payments_silver",
] as const;

const temporaryTables = steps.filter(
  (step) => step !== "merged_attempts" && !step.endsWith("_silver"),
);

const statements = steps.map((step) =>
  withColumns(readFileSync(new URL(`./${step}.sql`, import.meta.url), "utf8")),
);

/**
 * Builds silver from the whole of bronze: merges versions, explains declines, converts money and links the attempts of one
 * payment. The same bronze gives the same silver, in whatever order it was loaded. A caller that needs all or nothing
 * wraps it in a transaction.
 */
export async function buildSilver(connection: DuckDBConnection): Promise<void> {
  await writeReferenceTables(connection);
  // Why: every join here has its small side on the right. DuckDB, misled by the anti join of versions, would hash all attempts.
  await connection.run("SET disabled_optimizers = 'build_side_probe_side'");
  try {
    for (const sql of statements) await connection.run(sql);
  } finally {
    await connection.run("RESET disabled_optimizers");
  }
  await connection.run("DROP VIEW temp.merged_attempts");
  for (const table of temporaryTables) await connection.run(`DROP TABLE temp.${table}`);
}
