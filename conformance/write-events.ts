import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { loadFiles } from "../lakehouse/load/load-files.ts";
import { lakehouseFile } from "../lakehouse/load/work-copy.ts";
import { writeBronze } from "../lakehouse/silver/raw-events.fixture.ts";
import { createWorld } from "../world/world.ts";
import { startBronzeLoad } from "../world/write/bronze-load.ts";
import { emitWorld } from "../world/write/emit-world.ts";
import { outageEvents } from "./outage-events.ts";
import { randomEvents } from "./random-events.ts";

const draws = 150;
const sample = ["stripe-charges-sample.csv", "fx-rates-sample.ndjson"].map((file) =>
  fileURLToPath(new URL(`../sample/${file}`, import.meta.url)),
);
const bronzeTables = [
  "payments_raw_bronze",
  "disputes_bronze",
  "fx_rates_bronze",
  "payments_quarantine",
  "loads",
];
/** Long enough for disputes to arrive and small enough for Spark; it ends where the sample and the random events end. */
const world = {
  seed: 11,
  days: 75,
  paymentsPerDay: 150,
  incidents: "all",
  endsAt: "2026-11-04T00:00:00Z",
} as const;

/**
 * Fills an empty lakehouse's bronze with what both engines build from: random dirt, an outage at the end, the
 * bundled sample, and a small world.
 */
export async function writeEvents(lakehouse: Lakehouse, folder: string): Promise<void> {
  const random = randomEvents(draws);
  const outage = random.attempts.slice(0, 1).flatMap((like) => outageEvents(world.endsAt, like));
  await writeBronze(lakehouse, { ...random, attempts: [...random.attempts, ...outage] });
  await addSample(lakehouse, join(folder, "sample"));
  await addWorld(lakehouse);
}

async function addSample(lakehouse: Lakehouse, dataDir: string): Promise<void> {
  await loadFiles({ files: sample, dataDir, isSample: true });
  const path = lakehouseFile(dataDir).replaceAll("'", "''");
  await lakehouse.run(`ATTACH '${path}' AS loaded (READ_ONLY)`);
  for (const table of bronzeTables)
    await lakehouse.run(`INSERT INTO ${table} BY NAME FROM loaded.${table}`);
  await lakehouse.run("DETACH loaded");
}

async function addWorld({ connection }: Lakehouse): Promise<void> {
  const made = createWorld(world);
  const load = await startBronzeLoad(connection, made, {
    name: "world",
    ingestedAt: world.endsAt,
  });
  await emitWorld(made, [load.sink], { paymentsPerDay: world.paymentsPerDay });
  await load.finish();
}
