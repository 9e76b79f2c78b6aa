import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { buildGold } from "../gold/build-gold.ts";
import { materialisedBy } from "../gold/gold-select.ts";
import { goldViews } from "../gold/gold-views.ts";
import { buildSilver } from "../silver/build-silver.ts";

/** Everything of silver and gold that holds rows of its own. */
export const keptRelations: readonly string[] = [
  "payments_enriched_silver",
  "payments_silver",
  ...goldViews.filter((view) => materialisedBy(view) !== null),
];

/** Rows that a refresh left, or left out, against a build of everything from the same bronze, by relation; none when they are equal. */
export async function differences(lakehouse: Lakehouse): Promise<Record<string, unknown[]>> {
  for (const relation of keptRelations)
    await lakehouse.run(`CREATE OR REPLACE TEMP TABLE refreshed_${relation} AS FROM ${relation}`);
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
  const found: Record<string, unknown[]> = {};
  for (const relation of keptRelations) {
    const rows = await lakehouse.run(
      `SELECT 'too much' AS what, * FROM (FROM refreshed_${relation} EXCEPT ALL FROM ${relation})
       UNION ALL
       SELECT 'missing' AS what, * FROM (FROM ${relation} EXCEPT ALL FROM refreshed_${relation})`,
    );
    if (rows.length > 0) found[relation] = rows;
  }
  return found;
}
