import type { DuckDBConnection } from "@duckdb/node-api";
import { writePseudonymKey } from "../access/pseudonym-key.ts";
import { goldSelect, materialisedBy } from "./gold-select.ts";
import { type GoldView, goldViews } from "./gold-views.ts";

/** What people may look at with SQL of their own, through `sqlWindow`. */
export const publicRelations = [
  "payments_enriched_silver",
  "payments_silver",
  "decision_log_silver",
  "payments_quarantine",
  ...goldViews,
] as const;

/** Creates gold over silver, the quarantine and the disputes: cubes as tables, the rest as views. */
export async function buildGold(connection: DuckDBConnection): Promise<void> {
  await dropWhatChangedItsKind(connection);
  for (const view of goldViews)
    await connection.run(`CREATE OR REPLACE ${kindOf(view)} ${view} AS\n${goldSelect(view)}`);
  await writePseudonymKey(connection);
}

const kindOf = (view: GoldView) => (materialisedBy(view) === null ? "VIEW" : "TABLE");

/** Why: an earlier release may have kept a relation as the other kind, which DuckDB does not replace. */
async function dropWhatChangedItsKind(connection: DuckDBConnection): Promise<void> {
  const found = await connection.runAndReadAll(
    "SELECT table_name, CASE table_type WHEN 'VIEW' THEN 'VIEW' ELSE 'TABLE' END FROM information_schema.tables WHERE table_schema = 'main'",
  );
  for (const [name, kind] of found.getRows()) {
    const view = goldViews.find((known) => known === name);
    if (view !== undefined && kind !== kindOf(view)) await connection.run(`DROP ${kind} ${view}`);
  }
}
