import type { DuckDBConnection } from "@duckdb/node-api";
import { inVectors } from "./in-vectors.ts";

/**
 * Temporary tables named as those of bronze, which hide them on this connection: the same statements then make silver of
 * a part. `database` is the quoted name of the one that holds the whole.
 */
export interface BronzePart {
  readonly connection: DuckDBConnection;
  readonly database: string;
}

/** Makes the part hold all rows of the attempts in `keys`, and nothing else. See `addToPart`. */
export async function takePart(part: BronzePart, keys: string): Promise<Added | null> {
  await part.connection.run(
    `CREATE OR REPLACE TEMP TABLE payments_raw_bronze AS FROM ${part.database}.main.payments_raw_bronze LIMIT 0`,
  );
  return addToPart(part, keys);
}

/** What was added to a part: how many rows, of how many attempts. */
export interface Added {
  readonly rows: number;
  readonly attempts: number;
}

/** Adds all rows of the attempts in `keys`, which are not in the part yet. Null where the index of versions does not fit bronze. */
export async function addToPart(
  { connection, database }: BronzePart,
  keys: string,
): Promise<Added | null> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE part_rows AS
     SELECT attempt_key, bronze_row FROM refresh_versions AS versions
     SEMI JOIN ${keys} AS keys ON keys.attempt_key = versions.attempt_key`,
  );
  const counted = await connection.runAndReadAll(
    "SELECT count(*), count(DISTINCT attempt_key) FROM part_rows",
  );
  const [rows, attempts] = counted.getRows()[0] ?? [];
  const wanted = { rows: Number(rows), attempts: Number(attempts) };
  if (wanted.rows === 0) return wanted;
  // Why the key as well: rowids move when DuckDB clears deleted rows away.
  const added = await connection.run(
    `INSERT INTO payments_raw_bronze
     SELECT bronze.* FROM ${database}.main.payments_raw_bronze AS bronze
     SEMI JOIN part_rows
       ON part_rows.bronze_row = bronze.rowid AND part_rows.attempt_key = hash(bronze.source, bronze.transaction_id)
     WHERE ${await inVectors(connection, "bronze.rowid", "SELECT bronze_row FROM part_rows")}`,
  );
  return added.rowsChanged === wanted.rows ? wanted : null;
}

/** Makes the part hold the disputes of its attempts. */
export async function takeDisputes({ connection, database }: BronzePart): Promise<void> {
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE disputes_bronze AS
     SELECT disputes.* FROM ${database}.main.disputes_bronze AS disputes
     SEMI JOIN payments_raw_bronze AS bronze
       ON bronze.source = disputes.source AND bronze.transaction_id = disputes.transaction_id`,
  );
}

/** Uncovers the whole of bronze again. */
export async function dropPart({ connection }: BronzePart): Promise<void> {
  const tables = ["payments_raw_bronze", "disputes_bronze", "part_rows"];
  await connection.run(tables.map((table) => `DROP TABLE IF EXISTS temp.${table}`).join("; "));
}
