import type { DuckDBConnection } from "@duckdb/node-api";
import { RefusedError } from "../../errors.ts";
import { type Lane, type LoadContext, loadFile, type OpenedFile } from "./load-file.ts";
import { emptyReport, type FileReport } from "./load-report.ts";
import { type FormatName, openTextFile } from "./open-file.ts";
import { openParquet } from "./parquet/open-parquet.ts";
import { type LoadRecord, nextBatch, recordLoad } from "./record-load.ts";
import { firstBytes } from "./text-source.ts";

/** What a load writes rows into. */
export const bronzeTables = [
  "payments_raw_bronze",
  "disputes_bronze",
  "fx_rates_bronze",
  "payments_quarantine",
] as const;

export interface FileToLoad {
  readonly path: string;
  readonly format: FormatName;
  readonly merchant: string | null;
  readonly isSample: boolean;
  /** ISO 8601. */
  readonly ingestedAt: string;
  readonly signal: AbortSignal | undefined;
  onProgress(read: { readonly bytesRead: number; readonly sizeBytes: number }): void;
}

export interface LoadedFile {
  readonly report: FileReport;
  /** Its number in bronze; null when it was refused. */
  readonly batch: number | null;
}

/**
 * One file is whole or absent. Its batches are committed one by one, which keeps memory bounded; what a refused file
 * left on the work copy is taken back.
 */
export async function loadOne(
  lanes: readonly [Lane, Lane],
  toLoad: FileToLoad,
): Promise<LoadedFile> {
  const { path, merchant, ingestedAt, signal } = toLoad;
  const { connection } = lanes[0];
  const batch = await nextBatch(connection);
  let opened: OpenedFile | undefined;
  try {
    const file = await openFile(toLoad);
    opened = file;
    const context: LoadContext = {
      lanes,
      merchant,
      origin: { batch, ingestedAt },
      signal,
      onProgress: (bytesRead) => toLoad.onProgress({ bytesRead, sizeBytes: file.source.sizeBytes }),
    };
    const report = await loadFile(file, context);
    if (report.status === "refused") {
      await forget(connection, batch);
      return { report, batch: null };
    }
    await recordLoad(connection, recordOf(report, batch, toLoad));
    return { report, batch };
  } catch (error) {
    await forget(connection, batch);
    if (error instanceof RefusedError) return { report: refusal(path, error.message), batch: null };
    if (isDamagedGzip(error))
      return { report: refusal(path, `${path}: the gzip data is damaged`), batch: null };
    throw error;
  } finally {
    opened?.source.stream.destroy();
  }
}

/** Takes back what a batch number wrote. */
async function forget(connection: DuckDBConnection, batch: number): Promise<void> {
  for (const table of bronzeTables) {
    await connection.run(`DELETE FROM ${table} WHERE _batch = $batch`, { batch });
  }
}

async function openFile({ path, format, merchant, signal }: FileToLoad): Promise<OpenedFile> {
  const isParquet = (await firstBytes(path)).toString("latin1") === "PAR1";
  if (isParquet && (format === "auto" || format === "parquet")) return openParquet(path);
  if (isParquet)
    throw new RefusedError(`${path}: a Parquet file; expected ${format}`, { file: path });
  if (format === "parquet")
    throw new RefusedError(`${path}: not a Parquet file: it does not begin with PAR1`, {
      file: path,
    });
  return openTextFile(path, format, merchant, signal);
}

const recordOf = (
  { file, format, rowsRead, rowsLoaded, duplicates, updated, skipped, quarantined }: FileReport,
  batch: number,
  { isSample, ingestedAt }: FileToLoad,
): LoadRecord => ({
  batch,
  file,
  format,
  isSample,
  rowsRead,
  rowsLoaded,
  duplicates,
  updated,
  skipped,
  quarantined,
  ingestedAt,
});

const refusal = (file: string, reason: string): FileReport => ({
  ...emptyReport(file),
  status: "refused",
  reason,
});

const isDamagedGzip = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
