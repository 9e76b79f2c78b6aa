import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import type { World } from "../world.ts";
import { copyToParquet } from "../write/parquet-sink.ts";
import { stageWorld } from "../write/staged-world.ts";
import { type Period, steps } from "../write/steps.ts";

interface LandPastOptions {
  readonly folder: string;
  readonly paymentsPerDay: number;
  readonly period: Period;
  readonly signal: AbortSignal;
}

/**
 * Leaves a part of a world in a landing folder, as one file for each kind of event: a lakehouse that takes in much old
 * data is built anew, and should be only once. Disputes and rates come last, behind their attempts.
 */
export async function landPast(
  world: World,
  { folder, paymentsPerDay, period, signal }: LandPastOptions,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  // Why a folder behind it: a million rows of numbers are more than a demo should hold in memory.
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    memory_limit: "300MB",
    temp_directory: join(folder, ".past"),
  });
  const connection = await instance.connect();
  try {
    const staged = await stageWorld(connection, world);
    for (const { stretch } of steps(world, paymentsPerDay, period)) {
      signal.throwIfAborted();
      staged.add(stretch);
      await turn();
    }
    const landed: [string, string][] = [];
    for (const kind of ["fx_rates", "attempts", "disputes"] as const) {
      if (staged.rows[kind] === 0) continue;
      const name = `demo-past-${kind}.parquet`;
      await copyToParquet(connection, `world_${kind}`, join(folder, `${name}.tmp`));
      landed.push([`${name}.tmp`, name]);
    }
    for (const [from, to] of landed) await rename(join(folder, from), join(folder, to));
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(join(folder, ".past"), { recursive: true, force: true });
  }
}
