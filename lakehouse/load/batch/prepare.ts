import type { DuckDBConnection } from "@duckdb/node-api";
import codes from "i18n-iso-countries/codes.json" with { type: "json" };
import { macrosSql } from "./read-batch.ts";
import { literal } from "./stage.ts";

/** Makes a connection ready to read batches: macros, and the small tables that mapping looks things up in. */
export async function prepareConnection(connection: DuckDBConnection): Promise<void> {
  await connection.run(macrosSql);
  // Why: DuckDB cannot estimate a file's rows and would hash the wide batch instead of the small table it joins; and it
  // turns each IN list of five values into a hash join of its own, which takes megabytes for every checked field.
  await connection.run("SET disabled_optimizers = 'build_side_probe_side,join_order,in_clause'");
  const rows = codes.map(
    ([alpha2, alpha3]) => `(${literal(String(alpha3))}, ${literal(String(alpha2))})`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE countries_dim AS SELECT * FROM (VALUES ${rows.join(", ")}) AS c(alpha3, alpha2)`,
  );
}
