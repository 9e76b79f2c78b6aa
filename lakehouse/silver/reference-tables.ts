import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { currencyExponents } from "../currency.ts";
import { declineDimensionRows } from "../decline/dimension-tables.ts";

/**
 * Writes what the product itself knows: `decline_reasons_dim`, `decline_codes_dim`, and `currencies_dim` (minor units in one
 * unit: USD 100, JPY 1). Rebuilt each time, so that a new release explains old data anew.
 */
export async function writeReferenceTables(connection: DuckDBConnection): Promise<void> {
  const { reasons, codes } = declineDimensionRows();
  const currencies = [...currencyExponents()].map(([currency, digits]) => ({
    currency,
    minor_units: 10 ** digits,
  }));
  await writeTable(
    connection,
    "decline_reasons_dim",
    {
      reason: "VARCHAR",
      class: "VARCHAR",
      owner: "VARCHAR",
      label: "VARCHAR",
    },
    reasons,
  );
  await writeTable(
    connection,
    "decline_codes_dim",
    {
      vocabulary: "VARCHAR",
      raw_code: "VARCHAR",
      reason: "VARCHAR",
      network_category: "INTEGER",
    },
    codes,
  );
  await writeTable(
    connection,
    "currencies_dim",
    { currency: "VARCHAR", minor_units: "INTEGER" },
    currencies,
  );
}

async function writeTable<Column extends string>(
  connection: DuckDBConnection,
  table: string,
  columns: Readonly<Record<Column, "VARCHAR" | "INTEGER">>,
  rows: readonly Readonly<Record<Column, string | number | null>>[],
): Promise<void> {
  const names = Object.keys(columns) as Column[];
  const definition = names.map((name) => `${name} ${columns[name]}`).join(", ");
  await connection.run(`CREATE OR REPLACE TABLE ${table} (${definition})`);
  const placeholders = rows.map(() => `(${names.map(() => "?").join(", ")})`).join(", ");
  const values: DuckDBValue[] = rows.flatMap((row) => names.map((name) => row[name]));
  await connection.run(`INSERT INTO ${table} VALUES ${placeholders}`, values);
}
