import { readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import { Attempt, attemptFields } from "../event/attempt.ts";
import { fieldMeta } from "../event/field.ts";

const otherTables = readFileSync(new URL("./tables.sql", import.meta.url), "utf8");

/** The attempt's columns as `name TYPE`, in the order of the event format. */
const attemptColumns = attemptFields.map((name) => {
  const meta = fieldMeta.get(Attempt.shape[name]);
  if (meta === undefined) throw new Error(`field ${name} has no entry in the field registry`);
  return `${name} ${meta.sql}${name === "source" ? " NOT NULL" : ""}`;
});

/**
 * Creates the tables that a load writes, where they do not exist yet. `payments_raw_bronze` follows the event format:
 * a new field of the format becomes a column.
 */
export async function createBronze(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE TABLE IF NOT EXISTS payments_raw_bronze (
    ${attemptColumns.join(",\n    ")},
    _kind VARCHAR NOT NULL,
    _source VARCHAR NOT NULL,
    _decline_hint VARCHAR,
    _settlement_id VARCHAR,
    extra VARCHAR,
    _batch BIGINT NOT NULL,
    _file VARCHAR NOT NULL,
    _line BIGINT NOT NULL,
    _ingested_at TIMESTAMP NOT NULL
  )`);
  await connection.run(otherTables);
}
