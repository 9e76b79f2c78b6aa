import { mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { World } from "../world.ts";
import { type StagedWorld, stageWorld } from "./staged-world.ts";
import type { Step } from "./steps.ts";
import type { WorldSink } from "./world-sink.ts";

/**
 * Runs `work` with a sink that writes a world below `directory`: `events/date=…/attempts.parquet` (a day of very many
 * attempts in several files), `events/disputes/` and `events/fx_rates/`. The same world gives the same bytes: one thread,
 * rows in the order of time, no time of writing. What an earlier world left in `events/` is removed first.
 */
export async function withParquetSink<Result>(
  world: World,
  directory: string,
  work: (sink: WorldSink) => Promise<Result>,
): Promise<Result> {
  await rm(join(directory, "events"), { recursive: true, force: true });
  const instance = await DuckDBInstance.create(":memory:", { threads: "1", memory_limit: "400MB" });
  const connection = await instance.connect();
  try {
    const staged = await stageWorld(connection, world);
    const result = await work(parquetSink(connection, staged, directory));
    // A file without a row is no export: loading refuses it.
    for (const kind of ["disputes", "fx_rates"] as const)
      if (staged.rows[kind] > 0)
        await copyToParquet(
          connection,
          `world_${kind}`,
          join(directory, "events", kind, `${kind}.parquet`),
        );
    return result;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function parquetSink(
  connection: DuckDBConnection,
  staged: StagedWorld,
  directory: string,
): WorldSink {
  let written: Promise<void> = Promise.resolve();
  return {
    take(step) {
      staged.add(step.stretch);
      if (step.stretch.attempts.count === 0) return;
      written = copyToParquet(
        connection,
        "world_attempts",
        join(directory, attemptsFile(step)),
      ).then(staged.clearAttempts);
    },
    settled: () => written,
  };
}

const attemptsFile = ({ day, part }: Step): string =>
  `events/date=${day}/attempts${part === 1 ? "" : `-${part}`}.parquet`;

/** Writes a staged relation to a file, in the order of its rows. */
export async function copyToParquet(
  connection: DuckDBConnection,
  relation: string,
  file: string,
): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await connection.run(
    `COPY (SELECT * EXCLUDE (_line) FROM temp.${relation}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION snappy, ROW_GROUP_SIZE 122880)`,
  );
}
