import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { currencyExponents } from "../currency.ts";
import { declineDimensionRows } from "../decline/dimension-tables.ts";

interface ReferenceTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, "VARCHAR" | "INTEGER">>;
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
}

/**
 * What the product itself knows: `decline_reasons_dim`, `decline_codes_dim`, and `currencies_dim` (minor units in one
 * unit: USD 100, JPY 1).
 */
export function referenceTables(): ReferenceTable[] {
  const { reasons, codes } = declineDimensionRows();
  const currencies = [...currencyExponents()].map(([currency, digits]) => ({
    currency,
    minor_units: 10 ** digits,
  }));
  return [
    {
      name: "decline_reasons_dim",
      columns: {
        reason: "VARCHAR",
        class: "VARCHAR",
        owner: "VARCHAR",
        label: "VARCHAR",
        retry_rule: "VARCHAR",
        retry_advice: "VARCHAR",
      },
      rows: reasons,
    },
    {
      name: "decline_codes_dim",
      columns: {
        vocabulary: "VARCHAR",
        raw_code: "VARCHAR",
        reason: "VARCHAR",
        network_category: "INTEGER",
      },
      rows: codes,
    },
    {
      name: "currencies_dim",
      columns: { currency: "VARCHAR", minor_units: "INTEGER" },
      rows: currencies,
    },
  ];
}

/** Writes the reference tables anew, so that a new release explains old data anew. */
export async function writeReferenceTables(connection: DuckDBConnection): Promise<void> {
  for (const table of referenceTables()) await writeTable(connection, table);
}

async function writeTable(
  connection: DuckDBConnection,
  { name, columns, rows }: ReferenceTable,
): Promise<void> {
  const names = Object.keys(columns);
  const definition = names.map((column) => `${column} ${columns[column]}`).join(", ");
  await connection.run(`CREATE OR REPLACE TABLE ${name} (${definition})`);
  const placeholders = rows.map(() => `(${names.map(() => "?").join(", ")})`).join(", ");
  const values: DuckDBValue[] = rows.flatMap((row) => names.map((column) => row[column] ?? null));
  await connection.run(`INSERT INTO ${name} VALUES ${placeholders}`, values);
}
