import { constants } from "node:fs";
import { access, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { RefusedError, UsageError } from "../../errors.ts";
import { createBronze } from "../bronze/create-bronze.ts";
import { type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { refreshLakehouse } from "../refresh/refresh-lakehouse.ts";
import { writeReferenceTables } from "../silver/reference-tables.ts";
import { prepareConnection } from "./batch/prepare.ts";
import { type Lane, type LoadContext, loadFile, type OpenedFile } from "./load-file.ts";
import { withLoadLock } from "./load-lock.ts";
import { emptyReport, type FileReport, type LoadReport, summarise } from "./load-report.ts";
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
    memoryLimit: options.memoryLimit ?? "350MB",
    tempDirectory: batchDir(dataDir),
  });
  const loaded: LoadedFile[] = [];
  const reports: FileReport[] = [];
  try {
    const lanes = await openLanes(lakehouse, batchDir(dataDir));
    for (const file of options.files) loaded.push(await loadOne(lanes, file, options, onProgress));
    lanes[1].connection.closeSync();
    if (loaded.every(({ batch }) => batch === null))
      return summarise(loaded.map(({ report }) => report));
    onProgress({ file: lakehouseFile(dataDir), bytesRead: 0, sizeBytes: 0, phase: "building" });
    await refreshLakehouse(lakehouse.connection);
    for (const { report, batch } of loaded) {
      const unmappedDeclines =
        batch === null ? {} : await countUnmapped(lakehouse.connection, batch);
      const unmatched =
        batch === null ? 0 : await countUnmatchedSettlements(lakehouse.connection, batch);
      const warnings =
        unmatched === 0 ? report.warnings : [...report.warnings, settlementWarning(unmatched)];
      reports.push({ ...report, unmappedDeclines, warnings });
    }
    await lakehouse.connection.run("CHECKPOINT");
  } finally {
    lakehouse.close();
  }
  options.signal?.throwIfAborted();
  await publish(dataDir);
  return summarise(reports);
}

/** The builder's own connection, and one beside it. */
async function openLanes(lakehouse: Lakehouse, folder: string): Promise<readonly [Lane, Lane]> {
  await createBronze(lakehouse.connection);
  await writeReferenceTables(lakehouse.connection);
  const beside = await lakehouse.connect();
  for (const connection of [lakehouse.connection, beside]) await prepareConnection(connection);
  return [
    { connection: lakehouse.connection, batchFile: join(folder, "batch-0") },
    { connection: beside, batchFile: join(folder, "batch-1") },
  ];
}

interface LoadedFile {
  readonly report: FileReport;
  /** Its number in bronze; null when it was refused. */
  readonly batch: number | null;
}

/**
 * One file is whole or absent. Its batches are committed one by one, which keeps memory bounded; what a refused file
 * left on the work copy is taken back.
 */
async function loadOne(
  lanes: readonly [Lane, Lane],
  path: string,
  options: LoadOptions,
  onProgress: (progress: LoadProgress) => void,
): Promise<LoadedFile> {
  const {
    merchant = null,
    format = "auto",
    signal,
    isSample = false,
    now = () => new Date(),
  } = options;
  const { connection } = lanes[0];
  const batch = await nextBatch(connection);
  let opened: OpenedFile | undefined;
  try {
    const file = await openFile(path, format, merchant, signal);
    opened = file;
    const context: LoadContext = {
      lanes,
      merchant,
      origin: { batch, ingestedAt: now().toISOString() },
      signal,
      onProgress: (bytesRead) =>
        onProgress({ file: path, bytesRead, sizeBytes: file.source.sizeBytes, phase: "reading" }),
    };
    const report = await loadFile(file, context);
    if (report.status === "refused") {
      await forget(connection, batch);
      return { report, batch: null };
    }
    await recordLoad(connection, report, context, isSample);
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
  for (const table of [
    "payments_raw_bronze",
    "disputes_bronze",
    "fx_rates_bronze",
    "payments_quarantine",
  ]) {
    await connection.run(`DELETE FROM ${table} WHERE _batch = $batch`, { batch });
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

const refusal = (file: string, reason: string): FileReport => ({
  ...emptyReport(file),
  status: "refused",
  reason,
});

const isDamagedGzip = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");

async function assertFile(path: string): Promise<void> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (found === null) throw new UsageError(`${path}: no such file`, { file: path });
  if (!found.isFile()) throw new UsageError(`${path}: not a file`, { file: path });
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new UsageError(`${path}: may not be read`, { file: path, cause });
  });
}
