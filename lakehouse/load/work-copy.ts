import { constants } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

/** The published lakehouse of a data folder: readers open it read-only, a load replaces it by rename. */
export const lakehouseFile = (dataDir: string): string => join(dataDir, "lakehouse.duckdb");

/** The copy that a load works on. A killed load leaves it behind; the next load starts it anew. */
export const workFile = (dataDir: string): string => join(dataDir, "lakehouse.loading.duckdb");

/** Where a load keeps its batches; emptied before and after. */
export const batchDir = (dataDir: string): string => join(dataDir, "loading");

/**
 * Copies the published lakehouse to the work file (sharing blocks where the file system can). The caller must hold the
 * work file's lock before it writes: DuckDB lets one process open it.
 */
export async function copyForWork(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await rm(`${workFile(dataDir)}.wal`, { force: true });
  await rm(workFile(dataDir), { force: true });
  if (await exists(lakehouseFile(dataDir))) {
    await copyFile(lakehouseFile(dataDir), workFile(dataDir), constants.COPYFILE_FICLONE);
  }
}

/** Makes the closed work copy the lakehouse, at once and for good: a reader sees the old one or the new one. */
export async function publish(dataDir: string): Promise<void> {
  const handle = await open(workFile(dataDir), "r+");
  await handle.sync();
  await handle.close();
  await rename(workFile(dataDir), lakehouseFile(dataDir));
  await rm(`${workFile(dataDir)}.wal`, { force: true });
  const folder = await open(dataDir, "r");
  await folder.sync();
  await folder.close();
}

/** Removes what a load that publishes nothing leaves. */
export async function discard(dataDir: string): Promise<void> {
  await rm(workFile(dataDir), { force: true });
  await rm(`${workFile(dataDir)}.wal`, { force: true });
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
