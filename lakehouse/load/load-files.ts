import { constants } from "node:fs";
import { access, mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../../errors.ts";
import { createBronze } from "../bronze/create-bronze.ts";
import { type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { refreshLakehouse } from "../refresh/refresh-lakehouse.ts";
import { writeReferenceTables } from "../silver/reference-tables.ts";
import { prepareConnection } from "./batch/prepare.ts";
import { completeReport } from "./complete-report.ts";
import type { Lane } from "./load-file.ts";
import { withLoadLock } from "./load-lock.ts";
import { type FileToLoad, type LoadedFile, loadOne } from "./load-one.ts";
import { type FileReport, type LoadReport, summarise } from "./load-report.ts";
import type { FormatName } from "./open-file.ts";
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
    for (const path of options.files)
      loaded.push(await loadOne(lanes, fileToLoad(path, options, onProgress)));
    lanes[1].connection.closeSync();
    if (loaded.every(({ batch }) => batch === null))
      return summarise(loaded.map(({ report }) => report));
    onProgress({ file: lakehouseFile(dataDir), bytesRead: 0, sizeBytes: 0, phase: "building" });
    await refreshLakehouse(lakehouse.connection);
    for (const file of loaded) reports.push(await completeReport(lakehouse.connection, file));
    await lakehouse.connection.run("CHECKPOINT");
  } finally {
    lakehouse.close();
  }
  options.signal?.throwIfAborted();
  await publish(dataDir);
  return summarise(reports);
}

function fileToLoad(
  path: string,
  {
    format = "auto",
    merchant = null,
    isSample = false,
    now = () => new Date(),
    signal,
  }: LoadOptions,
  onProgress: (progress: LoadProgress) => void,
): FileToLoad {
  return {
    path,
    format,
    merchant,
    isSample,
    ingestedAt: now().toISOString(),
    signal,
    onProgress: (read) => onProgress({ file: path, ...read, phase: "reading" }),
  };
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
