import type { DuckDBConnection } from "@duckdb/node-api";
import { statement } from "./statement.ts";

/*
 * What a refresh remembers beside silver, in narrow tables, so that it finds what new rows touch without reading wide ones.
 * Keys are 64-bit hashes.
 *
 *  refresh_versions   one row = one row of payments_raw_bronze: the attempt whose version or settlement it is, and its rowid
 *  refresh_places     one row = one attempt in silver: when it was made, and the group in which the others of its payment are
 */

const versions = `SELECT hash(source, transaction_id) AS attempt_key, rowid AS bronze_row FROM payments_raw_bronze`;

/** Makes the index of the whole of bronze, while the steps of silver over it are there. */
export async function indexEverything(connection: DuckDBConnection): Promise<void> {
  await connection.run(`CREATE OR REPLACE TABLE refresh_versions AS ${versions}`);
  await connection.run(`CREATE OR REPLACE TABLE refresh_places AS ${statement("places")}`);
}

/** Adds the rows of bronze beyond `lastRow`. */
export async function indexNewVersions(
  connection: DuckDBConnection,
  lastRow: number,
): Promise<void> {
  await connection.run(`INSERT INTO refresh_versions ${versions} WHERE rowid > ${lastRow}`);
}

/** Gives the attempts in `old_places` the places in `new_places`. */
export async function movePlaces(connection: DuckDBConnection): Promise<void> {
  await connection.run(
    `DELETE FROM refresh_places AS places USING old_places WHERE old_places.attempt_key = places.attempt_key`,
  );
  await connection.run("INSERT INTO refresh_places FROM new_places");
}
