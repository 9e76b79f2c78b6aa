import type { DuckDBConnection } from "@duckdb/node-api";
import type { Batch } from "./batches.ts";
import type { Origin } from "./merge-batch.ts";

interface Rejected {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
  readonly raw: string;
}

/**
 * Writes the rows that cannot be used to `payments_quarantine`, each once however often its file is loaded, and returns
 * how many there are by reason. Raw rows were masked of card data when the file was framed.
 */
export async function quarantine(
  connection: DuckDBConnection,
  batch: Batch,
  origin: Origin,
): Promise<Record<string, number>> {
  const rejected = [
    ...batch.broken.map((b): Rejected => ({ ...b, column: null })),
    ...(batch.records > 0 ? await unusable(connection, batch) : []),
  ];
  const counts: Record<string, number> = {};
  for (const { reason } of rejected) counts[reason] = (counts[reason] ?? 0) + 1;
  if (rejected.length === 0) return counts;
  await connection.run(
    "CREATE OR REPLACE TEMP TABLE rejected (line BIGINT, column_name VARCHAR, reason VARCHAR, raw_masked VARCHAR)",
  );
  const appender = await connection.createAppender("rejected", null, "temp");
  for (const row of rejected) {
    appender.appendBigInt(BigInt(row.line));
    if (row.column === null) appender.appendNull();
    else appender.appendVarchar(row.column);
    appender.appendVarchar(row.reason);
    appender.appendVarchar(row.raw);
    appender.endRow();
  }
  appender.closeSync();
  await connection.run(
    `INSERT INTO payments_quarantine BY NAME
     SELECT CAST($format AS VARCHAR) AS source, CAST($file AS VARCHAR) AS file, line, column_name, reason, raw_masked, CAST($at AS TIMESTAMP) AS _ingested_at, CAST($batch AS BIGINT) AS _batch
     FROM rejected AS r
     WHERE NOT EXISTS (
       SELECT 1 FROM payments_quarantine AS q
       WHERE q.file = $file AND q.line = r.line AND q.reason = r.reason AND q.column_name IS NOT DISTINCT FROM r.column_name AND q.raw_masked = r.raw_masked)`,
    { format: origin.format, file: origin.file, at: origin.ingestedAt, batch: origin.batch },
  );
  return counts;
}

async function unusable(connection: DuckDBConnection, batch: Batch): Promise<Rejected[]> {
  const result = await connection.runAndReadAll(
    "SELECT CAST(_line AS DOUBLE), CAST(_at AS INTEGER), CAST(_length AS INTEGER), _bad FROM incoming WHERE _bad IS NOT NULL ORDER BY _line",
  );
  return result.getRows().map(([line, at, length, bad]) => {
    const [column, reason] = String(bad).split("|") as [string, string];
    const raw = batch.bytes.toString("utf8", Number(at), Number(at) + Number(length));
    return { line: Number(line), column: column === "" ? null : column, reason, raw };
  });
}
