import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { prepareConnection } from "../load/batch/prepare.ts";
import type { Lane } from "../load/load-file.ts";
import { bronzeTables, type LoadedFile, loadOne } from "../load/load-one.ts";
import type { FormatName } from "../load/open-file.ts";
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
export async function loadLanded(lakehouse: Lakehouse, file: LandedFile): Promise<LoadedFile> {
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
    const loaded = await loadOne([lane(first, "batch-0"), lane(second, "batch-1")], {
      ...file,
      isSample: false,
      signal: undefined,
      onProgress: () => undefined,
    });
    if (loaded.batch !== null) await moveNewestEvent(first, loaded.batch, file.ingestedAt);
    return loaded;
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
  for (const table of bronzeTables)
    await connection.run(
      `DELETE FROM ${table} WHERE _batch > (SELECT coalesce(max(batch), 0) FROM loads)`,
    );
}

/** The stream's windows are as far as the newest event, wherever it came from. */
async function moveNewestEvent(
  connection: DuckDBConnection,
  batch: number,
  ingestedAt: string,
): Promise<void> {
  await connection.run(
    `UPDATE stream_checkpoint SET newest_event = greatest(newest_event, (
       SELECT max(event_timestamp) FROM payments_raw_bronze
       WHERE _batch = CAST($batch AS BIGINT) AND event_timestamp <= CAST($at AS TIMESTAMP) + INTERVAL ${aheadMinutes} MINUTE))`,
    { batch, at: ingestedAt },
  );
}
