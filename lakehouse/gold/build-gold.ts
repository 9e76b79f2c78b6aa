import { readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { dimensionIds } from "../dictionary/dimension.ts";
import { createMaskedViews } from "./masked-views.ts";

/** Every view of gold, in the order in which they build on each other. The file `<name>.sql` holds its SELECT. */
export const goldViews = [
  "v_as_of",
  "v_attempt_facts",
  "v_payment_facts",
  "v_executive_kpis",
  "v_approval_trends_hourly",
  "v_top_decline_reasons",
  "v_performance_by_geography",
  "v_solution_performance",
  "v_card_network_performance",
  "v_retry_performance",
  "v_data_quality_summary",
] as const;
export type GoldView = (typeof goldViews)[number];

/** The dictionary's dimensions as text columns: the fact views carry every one of them. */
const dimensionColumns = dimensionIds.map((id) => `CAST(${id} AS STRING) AS ${id}`).join(",\n  ");

const statements = goldViews.map((view) => {
  const select = readFileSync(new URL(`./${view}.sql`, import.meta.url), "utf8");
  return `CREATE OR REPLACE VIEW ${view} AS\n${select.replace("{{dimensions}}", dimensionColumns)}`;
});

/** What people may look at with SQL of their own, through `sqlWindow`. */
export const publicRelations = [
  "payments_enriched_silver",
  "payments_silver",
  "payments_quarantine",
  ...goldViews,
] as const;

/** Creates the views of gold over silver, the quarantine and the disputes, and their masked doubles. They hold no data. */
export async function buildGold(connection: DuckDBConnection): Promise<void> {
  for (const statement of statements) await connection.run(statement);
  await createMaskedViews(connection, publicRelations);
}
