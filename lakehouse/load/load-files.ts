import { mkdir, rm, stat } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type AppError, RefusedError, UsageError } from "../../errors.ts";
import { openLakehouse } from "../duckdb/open-lakehouse.ts";
import { buildGold } from "../gold/build-gold.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { prepareConnection } from "./batch/prepare.ts";
import { type LoadContext, loadFile, type OpenedFile } from "./load-file.ts";
import { withLoadLock } from "./load-lock.ts";
import { type FileReport, type LoadReport, summarise } from "./load-report.ts";
import { type FormatName, openTextFile } from "./open-file.ts";
import { openParquet } from "./parquet/open-parquet.ts";
import { firstBytes } from "./text-source.ts";
import { batchDir, copyForWork, discard, lakehouseFile, publish, workFile } from "./work-copy.ts";

export interface LoadOptions {
  readonly files: readonly string[];
  readonly dataDir: string;
  readonly format?: FormatName;
  /** Sets the merchant of exports that name none, and overrides it in those that do. */
  readonly merchant?: string | null;
  /** Marks the data as the bundled sample; every answer then says so. */
  readonly isSample?: boolean;
  readonly signal?: AbortSignal;
  /** When the load happens; part of `_ingested_at` alone. */
  readonly now?: () => Date;
  readonly memoryLimit?: string;
}

export interface LoadProgress {
  readonly file: string;
  readonly bytesRead: number;
  readonly sizeBytes: number;
  readonly phase: "reading" | "building";
}

/**
 * Loads files into the lakehouse of a data folder and rebuilds silver and gold. A refused file leaves nothing and the
 * others load; a load that is killed leaves the lakehouse as it was. Nothing is written when every file is refused.
 * Throws UsageError for a file that does not exist, DependencyError while another load runs.
 */
export async function loadFiles(
  options: LoadOptions,
  onProgress: (progress: LoadProgress) => void = () => {},
): Promise<LoadReport> {
  if (options.files.length === 0) throw new UsageError("no file given: pay load FILE…");
  for (const file of options.files) await assertFile(file);
  return withLoadLock(options.dataDir, async () => {
    await copyForWork(options.dataDir);
    await mkdir(batchDir(options.dataDir), { recursive: true });
    try {
      return await loadIntoWorkCopy(options, onProgress);
    } finally {
      await rm(batchDir(options.dataDir), { recursive: true, force: true });
      await discard(options.dataDir);
    }
  });
}

async function loadIntoWorkCopy(
  options: LoadOptions,
  onProgress: (progress: LoadProgress) => void,
): Promise<LoadReport> {
  const { dataDir } = options;
  const lakehouse = await openLakehouse(workFile(dataDir), {
    memoryLimit: options.memoryLimit ?? "500MB",
    tempDirectory: batchDir(dataDir),
  });
  const reports: FileReport[] = [];
  try {
    await prepareConnection(lakehouse.connection);
    for (const file of options.files)
      reports.push(await loadOne(lakehouse.connection, file, options, onProgress));
    if (!reports.some((report) => report.status === "loaded")) return summarise(reports);
    onProgress({ file: lakehouseFile(dataDir), bytesRead: 0, sizeBytes: 0, phase: "building" });
    await buildSilver(lakehouse.connection);
    await buildGold(lakehouse.connection);
    await lakehouse.connection.run("CHECKPOINT");
  } finally {
    lakehouse.close();
  }
  options.signal?.throwIfAborted();
  await publish(dataDir);
  return summarise(reports);
}

/** One file is one transaction: whole or absent. */
async function loadOne(
  connection: DuckDBConnection,
  path: string,
  options: LoadOptions,
  onProgress: (progress: LoadProgress) => void,
): Promise<FileReport> {
  const {
    dataDir,
    merchant = null,
    format = "auto",
    signal,
    isSample = false,
    now = () => new Date(),
  } = options;
  await connection.run("BEGIN TRANSACTION");
  let opened: OpenedFile | undefined;
  try {
    const file = await openFile(path, format, merchant, signal);
    opened = file;
    const context: LoadContext = {
      connection,
      merchant,
      batchDir: batchDir(dataDir),
      origin: { batch: await nextBatch(connection), ingestedAt: now().toISOString() },
      signal,
      onProgress: (bytesRead) =>
        onProgress({ file: path, bytesRead, sizeBytes: file.source.sizeBytes, phase: "reading" }),
    };
    const report = await loadFile(file, context);
    if (report.status === "refused") {
      await connection.run("ROLLBACK");
      return report;
    }
    await recordLoad(connection, report, context, isSample);
    await connection.run("COMMIT");
    return report;
  } catch (error) {
    await connection.run("ROLLBACK");
    if (error instanceof RefusedError) return refusal(path, error);
    throw error;
  } finally {
    opened?.source.stream.destroy();
  }
}

async function openFile(
  path: string,
  format: FormatName,
  merchant: string | null,
  signal: AbortSignal | undefined,
): Promise<OpenedFile> {
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

async function nextBatch(connection: DuckDBConnection): Promise<number> {
  const result = await connection.runAndReadAll(
    "SELECT CAST(coalesce(max(batch), 0) + 1 AS INTEGER) FROM loads",
  );
  return Number(result.getRows()[0]?.[0]);
}

async function recordLoad(
  connection: DuckDBConnection,
  report: FileReport,
  context: LoadContext,
  isSample: boolean,
): Promise<void> {
  await connection.run(
    `INSERT INTO loads BY NAME SELECT CAST($batch AS BIGINT) AS batch, $file AS file, $format AS format, CAST($isSample AS BOOLEAN) AS is_sample, CAST($rowsRead AS BIGINT) AS rows_read,
       CAST($rowsLoaded AS BIGINT) AS rows_loaded, CAST($duplicates AS BIGINT) AS duplicates, CAST($updated AS BIGINT) AS updated,
       CAST($skipped AS BIGINT) AS skipped, CAST($quarantined AS BIGINT) AS quarantined, CAST($at AS TIMESTAMP) AS ingested_at`,
    {
      batch: context.origin.batch,
      file: report.file,
      format: report.format,
      isSample,
      rowsRead: report.rowsRead,
      rowsLoaded: report.rowsLoaded,
      duplicates: report.duplicates,
      updated: report.updated,
      skipped: report.skipped,
      quarantined: report.quarantined,
      at: context.origin.ingestedAt,
    },
  );
}

const refusal = (file: string, error: AppError): FileReport => ({
  file,
  format: null,
  status: "refused",
  reason: error.message,
  rowsRead: 0,
  rowsLoaded: 0,
  duplicates: 0,
  updated: 0,
  skipped: 0,
  skippedByKind: {},
  quarantined: 0,
  quarantineByReason: {},
  cardNumbersMasked: 0,
  unmappedDeclines: {},
  timezone: [],
  warnings: [],
});

async function assertFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (found === null) throw new UsageError(`${path}: no such file`, { file: path });
  if (!found.isFile()) throw new UsageError(`${path}: not a file`, { file: path });
}
