import { mkdir, rm } from "node:fs/promises";
import { openLakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { withLoadLock } from "../../lakehouse/load/load-lock.ts";
import {
  batchDir,
  copyForWork,
  discard,
  publish,
  workFile,
} from "../../lakehouse/load/work-copy.ts";
import { refreshLakehouse } from "../../lakehouse/refresh/refresh-lakehouse.ts";
import type { World } from "../world.ts";
import { startBronzeLoad } from "./bronze-load.ts";
import type { WorldSink } from "./world-sink.ts";

export interface LakehouseSinkOptions {
  readonly dataDir: string;
  /** What the world is called where a load names its file. */
  readonly name: string;
  /** When the load happens; part of `_ingested_at` alone. */
  readonly ingestedAt: Date;
  /** Called when all is in bronze and the rest is built. */
  onBuilding?(): void;
}

/**
 * Runs `work` with a sink that loads a world into the lakehouse of a data folder; then silver and gold are built and the
 * whole is published. Loading the same world again changes nothing, and everything is marked as simulated. Throws
 * DependencyError while another load runs; what does not come to its end leaves the lakehouse as it was.
 */
export async function withLakehouseSink<Result>(
  world: World,
  { dataDir, name, ingestedAt, onBuilding = () => {} }: LakehouseSinkOptions,
  work: (sink: WorldSink) => Promise<Result>,
): Promise<Result> {
  return withLoadLock(dataDir, async () => {
    await copyForWork(dataDir);
    await mkdir(batchDir(dataDir), { recursive: true });
    try {
      const lakehouse = await openLakehouse(workFile(dataDir), {
        tempDirectory: batchDir(dataDir),
      });
      const { connection } = lakehouse;
      let result: Result;
      try {
        const load = await startBronzeLoad(connection, world, {
          name,
          ingestedAt: ingestedAt.toISOString(),
        });
        result = await work(load.sink);
        await load.finish();
        onBuilding();
        await refreshLakehouse(connection);
        await connection.run("CHECKPOINT");
      } finally {
        lakehouse.close();
      }
      await publish(dataDir);
      return result;
    } finally {
      await rm(batchDir(dataDir), { recursive: true, force: true });
      await discard(dataDir);
    }
  });
}
