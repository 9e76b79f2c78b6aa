import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { buildGold } from "../lakehouse/gold/build-gold.ts";
import { buildSilver } from "../lakehouse/silver/build-silver.ts";
import { type PortableUnit, portableUnit } from "./portable-unit.ts";
import { recordedConnection } from "./recorded-connection.ts";

/** What another engine needs to build the same: the SELECTs in their order, and the tables that they start from. */
export interface Build {
  readonly units: readonly PortableUnit[];
  readonly inputs: readonly string[];
  /** Names of `.sql` files of silver and gold that the build made no relation of: nothing is known about those. */
  readonly notBuilt: readonly string[];
}

/** Builds silver and gold from the lakehouse's bronze, as the product does, and says what was built from what. */
export async function buildOnDuckDb(lakehouse: Lakehouse): Promise<Build> {
  const { connection, statements } = recordedConnection(lakehouse.connection);
  await buildSilver(connection);
  await buildGold(connection);
  const units = statements.map(portableUnit).filter((unit) => unit !== null);
  const built = new Set(units.map((unit) => unit.name));
  const tables = await lakehouse.run(
    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY table_name",
  );
  return {
    units,
    inputs: tables.map((row) => String(row.table_name)).filter((name) => !built.has(name)),
    notBuilt: relationFiles().filter((name) => !built.has(name)),
  };
}

/** Writes each input as `<folder>/<name>.parquet`. */
export async function exportInputs(
  lakehouse: Lakehouse,
  inputs: readonly string[],
  folder: string,
): Promise<void> {
  for (const name of inputs) {
    const path = join(folder, `${name}.parquet`).replaceAll("'", "''");
    await lakehouse.run(`COPY ${name} TO '${path}' (FORMAT parquet)`);
  }
}

const relationFiles = (): string[] =>
  ["silver", "gold"].flatMap((layer) =>
    readdirSync(new URL(`../lakehouse/${layer}/`, import.meta.url))
      .filter((file) => file.endsWith(".sql"))
      .map((file) => file.slice(0, -".sql".length)),
  );
