import type { DuckDBConnection } from "@duckdb/node-api";

/** One row of `loads`: what became of one file, or of one world. */
export interface LoadRecord {
  readonly batch: number;
  readonly file: string;
  /** Null where it was not known. */
  readonly format: string | null;
  readonly isSample: boolean;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly duplicates: number;
  readonly updated: number;
  readonly skipped: number;
  readonly quarantined: number;
  /** ISO 8601. */
  readonly ingestedAt: string;
}

/** The number of the load that comes next. */
export async function nextBatch(connection: DuckDBConnection): Promise<number> {
  const result = await connection.runAndReadAll(
    "SELECT CAST(coalesce(max(batch), 0) + 1 AS INTEGER) FROM loads",
  );
  return Number(result.getRows()[0]?.[0]);
}

/** Writes down that a load is whole: what has no row in `loads` is taken back. */
export async function recordLoad(connection: DuckDBConnection, load: LoadRecord): Promise<void> {
  await connection.run(
    `INSERT INTO loads BY NAME
     SELECT CAST($batch AS BIGINT) AS batch, $file AS file, $format AS format, CAST($isSample AS BOOLEAN) AS is_sample,
       CAST($rowsRead AS BIGINT) AS rows_read, CAST($rowsLoaded AS BIGINT) AS rows_loaded,
       CAST($duplicates AS BIGINT) AS duplicates, CAST($updated AS BIGINT) AS updated,
       CAST($skipped AS BIGINT) AS skipped, CAST($quarantined AS BIGINT) AS quarantined,
       CAST($ingestedAt AS TIMESTAMP) AS ingested_at`,
    { ...load },
  );
}
