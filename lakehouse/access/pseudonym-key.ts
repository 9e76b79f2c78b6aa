import { randomBytes } from "node:crypto";
import type { DuckDBConnection } from "@duckdb/node-api";

/** Writes, where there is none yet, the secret that makes pseudonyms of one lakehouse unlike those of any other. */
export async function writePseudonymKey(connection: DuckDBConnection): Promise<void> {
  await connection.run("CREATE TABLE IF NOT EXISTS pseudonym_key (secret VARCHAR NOT NULL)");
  await connection.run(
    "INSERT INTO pseudonym_key SELECT $secret WHERE NOT EXISTS (SELECT 1 FROM pseudonym_key)",
    { secret: randomBytes(32).toString("hex") },
  );
}
