import { readFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";

/** A statement of this folder, by the name of its file. */
export const streamSql = (name: string): string =>
  readFileSync(new URL(`./${name}.sql`, import.meta.url), "utf8");

const tables = streamSql("tables");
const views = streamSql("views");

/** Creates what the stream keeps in the lakehouse, where it does not exist yet. Silver must exist. */
export async function createStreamTables(connection: DuckDBConnection): Promise<void> {
  await connection.run(tables);
  await connection.run(views);
}
