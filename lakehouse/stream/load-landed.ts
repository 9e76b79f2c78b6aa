import { constants } from "node:fs";
import { access, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { AppError, RefusedError } from "../../errors.ts";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { prepareConnection } from "../load/batch/prepare.ts";
import { type Lane, loadFile, type OpenedFile } from "../load/load-file.ts";
import { emptyReport, type FileReport } from "../load/load-report.ts";
import { type FormatName, openTextFile } from "../load/open-file.ts";
import { openParquet } from "../load/parquet/open-parquet.ts";
import { firstBytes } from "../load/text-source.ts";
import { aheadMinutes } from "./stage-segment.ts";

export interface LandedFile {
  readonly path: string;
  readonly format: FormatName;
  readonly merchant: string | null;
  /** Where batches are handed over to the engine; emptied before and after. */
  readonly batchFolder: string;
  readonly ingestedAt: string;
}

/**
 * Loads one file into the bronze of a lakehouse that stays open to its readers. A refused file leaves nothing. Its batches
 * are committed one by one; what a kill leaves of them has no row in `loads` and goes with `forgetUnfinished`.
 */
export async function loadLanded(lakehouse: Lakehouse, file: LandedFile): Promise<FileReport> {
  await rm(file.batchFolder, { recursive: true, force: true });
  await mkdir(file.batchFolder, { recursive: true });
  const connections = [await lakehouse.connect(), await lakehouse.connect()] as const;
  const [first, second] = connections;
  const lane = (connection: DuckDBConnection, name: string): Lane => ({
    connection,
    batchFile: join(file.batchFolder, name),
  });
  try {
    for (const connection of connections) await prepareConnection(connection);
    return await loadOne([lane(first, "batch-0"), lane(second, "batch-1")], file);
  } finally {
    await forgetUnfinished(first);
    // Why: the loader's choice of optimizers holds for the whole instance, whose readers want all of them.
    await first.run("RESET disabled_optimizers");
    for (const connection of connections) connection.closeSync();
    await rm(file.batchFolder, { recursive: true, force: true });
  }
}

/** Takes back the batches of files that were not loaded to their end. */
export async function forgetUnfinished(connection: DuckDBConnection): Promise<void> {
  const tables = [
    "payments_raw_bronze",
    "disputes_bronze",
    "fx_rates_bronze",
    "payments_quarantine",
  ];
  for (const table of tables)
    await connection.run(
      `DELETE FROM ${table} WHERE _batch > (SELECT coalesce(max(batch), 0) FROM loads)`,
    );
}

async function loadOne(lanes: readonly [Lane, Lane], file: LandedFile): Promise<FileReport> {
  const { path, merchant, ingestedAt } = file;
  const { connection } = lanes[0];
  let opened: OpenedFile | null = null;
  try {
    opened = await openLanded(file);
    const next = await connection.runAndReadAll(
      "SELECT CAST(coalesce(max(batch), 0) + 1 AS INTEGER) FROM loads",
    );
    const batch = Number(next.getRows()[0]?.[0]);
    const origin = { batch, ingestedAt };
    const report = await loadFile(opened, {
      lanes,
      merchant,
      origin,
      signal: undefined,
      onProgress: () => undefined,
    });
    if (report.status === "loaded") await recordLoad(connection, report, batch, ingestedAt);
    return report;
  } catch (error) {
    if (error instanceof AppError)
      return { ...emptyReport(path), status: "refused", reason: error.message };
    if (isDamagedGzip(error))
      return {
        ...emptyReport(path),
        status: "refused",
        reason: `${path}: the gzip data is damaged`,
      };
    throw error;
  } finally {
    opened?.source.stream.destroy();
  }
}

async function openLanded({ path, format, merchant }: LandedFile): Promise<OpenedFile> {
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw new RefusedError(`${path}: there is no such file that may be read`, {
      file: path,
      cause,
    });
  });
  const isParquet = (await firstBytes(path)).toString("latin1") === "PAR1";
  if (isParquet !== (format === "parquet") && format !== "auto")
    throw new RefusedError(
      `${path}: ${isParquet ? "a" : "not a"} Parquet file; expected ${format}`,
      { file: path },
    );
  return isParquet ? openParquet(path) : openTextFile(path, format, merchant, undefined);
}

async function recordLoad(
  connection: DuckDBConnection,
  report: FileReport,
  batch: number,
  ingestedAt: string,
): Promise<void> {
  const { rowsRead, rowsLoaded, duplicates, updated, skipped, quarantined } = report;
  const counts = [rowsRead, rowsLoaded, duplicates, updated, skipped, quarantined].join(", ");
  await connection.run(
    `UPDATE stream_checkpoint SET newest_event = greatest(newest_event, (
       SELECT max(event_timestamp) FROM payments_raw_bronze
       WHERE _batch = CAST($batch AS BIGINT) AND event_timestamp <= CAST($at AS TIMESTAMP) + INTERVAL ${aheadMinutes} MINUTE))`,
    { batch, at: ingestedAt },
  );
  await connection.run(
    `INSERT INTO loads VALUES (${batch}, $file, $format, false, ${counts}, CAST($at AS TIMESTAMP))`,
    { file: report.file, format: report.format ?? "unknown", at: ingestedAt },
  );
}

const isDamagedGzip = (error: unknown): boolean =>
  error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
