import type { DuckDBConnection } from "@duckdb/node-api";

/** How far one bronze table has been taken in: how many rows there were, and the highest rowid (−1 for none). */
export interface Extent {
  readonly rows: number;
  readonly lastRow: number;
}

/** How far the tables that silver and gold are made of have been taken in. */
export type Progress = Readonly<Record<keyof typeof tables, Extent>>;

const tables = {
  attempts: "payments_raw_bronze",
  disputes: "disputes_bronze",
  rates: "fx_rates_bronze",
  loads: "loads",
} as const;
const parts = Object.keys(tables) as (keyof typeof tables)[];

const nothing: Extent = { rows: 0, lastRow: -1 };
/** Before anything was taken in. */
export const noProgress: Progress = {
  attempts: nothing,
  disputes: nothing,
  rates: nothing,
  loads: nothing,
};

/** What silver and gold were made from; null where that is not known, or they were made by other statements. */
export async function knownProgress(
  connection: DuckDBConnection,
  fingerprint: string,
): Promise<Progress | null> {
  const table = await connection.runAndReadAll(
    "SELECT 1 FROM duckdb_tables() WHERE table_name = 'refresh_progress' AND NOT temporary",
  );
  if (table.currentRowCount === 0) return null;
  const result = await connection.runAndReadAll(
    "SELECT progress FROM refresh_progress WHERE fingerprint = $fingerprint",
    { fingerprint },
  );
  const progress = result.getRows()[0]?.[0];
  return progress === undefined ? null : (JSON.parse(String(progress)) as Progress);
}

/** How far the tables reach now. Null where rows were taken away that `since` counts: it says nothing about these tables. */
export async function bronzeProgress(
  connection: DuckDBConnection,
  since: Progress,
): Promise<Progress | null> {
  const extents: [string, Extent][] = [];
  for (const part of parts) {
    const extent = await extentNow(connection, tables[part], since[part]);
    if (extent === null) return null;
    extents.push([part, extent]);
  }
  return Object.fromEntries(extents) as Progress;
}

// Why two statements: DuckDB answers each from what it knows of row groups, and both in one by reading them.
async function extentNow(
  connection: DuckDBConnection,
  table: string,
  { rows, lastRow }: Extent,
): Promise<Extent | null> {
  const all = await connection.runAndReadAll(`SELECT count(*) FROM ${table}`);
  const added = await connection.runAndReadAll(
    `SELECT count(*), coalesce(max(rowid), ${lastRow}) FROM ${table} WHERE rowid > ${lastRow}`,
  );
  const total = Number(all.getRows()[0]?.[0]);
  const [count, last] = (added.getRows()[0] ?? []).map(Number);
  return last !== undefined && total === rows + (count ?? 0)
    ? { rows: total, lastRow: last }
    : null;
}

/** Remembers what silver and gold are made from. */
export async function rememberProgress(
  connection: DuckDBConnection,
  fingerprint: string,
  progress: Progress,
): Promise<void> {
  await connection.run(
    "CREATE TABLE IF NOT EXISTS refresh_progress (fingerprint VARCHAR NOT NULL, progress VARCHAR NOT NULL)",
  );
  await connection.run("DELETE FROM refresh_progress");
  await connection.run("INSERT INTO refresh_progress VALUES ($fingerprint, $progress)", {
    fingerprint,
    progress: JSON.stringify(progress),
  });
}
