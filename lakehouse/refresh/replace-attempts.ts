import type { DuckDBConnection } from "@duckdb/node-api";
import { inDays } from "../gold/in-days.ts";
import { movePlaces } from "./attempt-index.ts";
import type { BronzePart } from "./bronze-part.ts";
import { inVectors } from "./in-vectors.ts";

/**
 * Puts the temporary silver of a part in the place of what silver held of its attempts, and remembers their places. The rows
 * that went and those that came stay in `went_payments_enriched_silver` and `came_payments_enriched_silver`. Returns
 * how many came, and the days (UTC) on which rows went, came or changed.
 */
export async function replaceAttempts({
  connection,
  database,
}: BronzePart): Promise<{ attempts: number; days: string[] }> {
  const main = `${database}.main`;
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE replaced AS
     SELECT bronze.source, bronze.transaction_id, places.event_timestamp
     FROM (SELECT DISTINCT source, transaction_id FROM payments_raw_bronze WHERE _kind = 'attempt') AS bronze
     JOIN (
       SELECT attempt_key, event_timestamp FROM old_places
       UNION ALL
       SELECT attempt_key, event_timestamp FROM drawn_in
     ) AS places ON places.attempt_key = hash(bronze.source, bronze.transaction_id)`,
  );
  const days = await daysOf(connection, "replaced");
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE went_rows AS
     SELECT silver.rowid AS row
     FROM ${main}.payments_enriched_silver AS silver
     SEMI JOIN replaced
       ON silver.event_timestamp = replaced.event_timestamp
       AND silver.source = replaced.source AND silver.transaction_id = replaced.transaction_id
     WHERE ${inDays("silver.event_date", days)}`,
  );
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE went_payments_enriched_silver AS
     SELECT silver.* FROM ${main}.payments_enriched_silver AS silver
     SEMI JOIN went_rows ON went_rows.row = silver.rowid
     WHERE ${await inVectors(connection, "silver.rowid", "SELECT row FROM went_rows")}`,
  );
  await connection.run(
    `DELETE FROM ${main}.payments_enriched_silver WHERE rowid IN (SELECT row FROM went_rows)`,
  );
  // Why these days: the first attempt of the payment is replaced too.
  await connection.run(
    `DELETE FROM ${main}.payments_silver AS silver USING replaced
     WHERE ${inDays("silver.first_event_timestamp", days)}
       AND silver.source = replaced.source AND silver.head_transaction_id = replaced.transaction_id`,
  );
  for (const table of ["payments_enriched_silver", "payments_silver"])
    await connection.run(`INSERT INTO ${main}.${table} FROM temp.${table}`);
  await connection.run(
    "ALTER TABLE temp.payments_enriched_silver RENAME TO came_payments_enriched_silver",
  );
  await movePlaces(connection);
  const daysThen = await daysOf(connection, "came_payments_enriched_silver");
  const came = await connection.runAndReadAll("SELECT count(*) FROM came_payments_enriched_silver");
  for (const table of ["replaced", "went_rows"]) await connection.run(`DROP TABLE temp.${table}`);
  return {
    attempts: Number(came.getRows()[0]?.[0]),
    days: [...new Set([...days, ...daysThen])].sort(),
  };
}

async function daysOf(connection: DuckDBConnection, table: string): Promise<string[]> {
  const days = await connection.runAndReadAll(
    `SELECT DISTINCT strftime(event_timestamp, '%Y-%m-%d') AS day FROM ${table} ORDER BY day`,
  );
  return days.getRows().map(([day]) => String(day));
}
