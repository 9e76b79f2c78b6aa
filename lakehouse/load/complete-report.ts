import type { DuckDBConnection } from "@duckdb/node-api";
import type { LoadedFile } from "./load-one.ts";
import type { FileReport } from "./load-report.ts";

/** Adds to a report what only silver tells: declines that no row of the taxonomy maps, settled payments without attempt. */
export async function completeReport(
  connection: DuckDBConnection,
  { report, batch }: LoadedFile,
): Promise<FileReport> {
  if (batch === null) return report;
  const unmappedDeclines = await countUnmapped(connection, batch);
  const unmatched = await countUnmatchedSettlements(connection, batch);
  const warnings =
    unmatched === 0 ? report.warnings : [...report.warnings, settlementWarning(unmatched)];
  return { ...report, unmappedDeclines, warnings };
}

/** Declines of a load whose code no row of the taxonomy maps, by code as written. */
async function countUnmapped(
  connection: DuckDBConnection,
  batch: number,
): Promise<Record<string, number>> {
  const result = await connection.runAndReadAll(
    `SELECT coalesce(s.decline_code_raw, 'none given'), CAST(count(*) AS INTEGER)
     FROM payments_enriched_silver AS s
     SEMI JOIN (SELECT source, transaction_id FROM payments_raw_bronze WHERE _batch = $batch) AS b USING (source, transaction_id)
     WHERE s.decline_reason = 'OTHER' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 100`,
    { batch },
  );
  return Object.fromEntries(result.getRows().map(([code, n]) => [String(code), Number(n)]));
}

/** Settled payments of a load whose attempt was never loaded: their fees wait for it. */
async function countUnmatchedSettlements(
  connection: DuckDBConnection,
  batch: number,
): Promise<number> {
  const result = await connection.runAndReadAll(
    `SELECT CAST(count(*) AS INTEGER) FROM payments_raw_bronze AS b
     ANTI JOIN payments_enriched_silver AS s ON s.source = b.source AND s.transaction_id = b.transaction_id
     WHERE b._kind = 'settlement' AND b._batch = $batch`,
    { batch },
  );
  return Number(result.getRows()[0]?.[0] ?? 0);
}

const settlementWarning = (rows: number): string =>
  `${rows} settled payments have no attempt: settlement details hold neither attempts nor declines, load the received payments report`;
