import { createHash } from "node:crypto";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openLakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { loadFiles } from "../../lakehouse/load/load-files.ts";
import { lakehouseFile } from "../../lakehouse/load/work-copy.ts";
import type { Row } from "../../lakehouse/warehouse.ts";
import { createWorld, type WorldOptions } from "../world.ts";
import type { Emitted } from "./emit-world.ts";
import { saveWorld } from "./save-world.ts";

const short: WorldOptions = {
  seed: 11,
  days: 3,
  paymentsPerDay: 200,
  incidents: ["duplicate_replay", "missing_feed", "card_testing"],
  endsAt: "2026-11-01T00:00:00Z",
};
/** Long enough for disputes, which come 30 days after the attempt at the earliest. */
const long: WorldOptions = { ...short, days: 75, paymentsPerDay: 60 };

const memoryLimit = "700MB";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "world-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const save = (
  options: WorldOptions,
  { directory, dataDir }: { directory?: string; dataDir?: string },
): Promise<Emitted> =>
  saveWorld(createWorld(options), {
    paymentsPerDay: options.paymentsPerDay,
    directory: directory ?? null,
    lakehouse:
      dataDir === undefined ? null : { dataDir, name: "world 11", ingestedAt: new Date(0) },
  });

describe("a world that is written", () => {
  test("is the same bytes every time, and nothing of an earlier world is left", async () => {
    const hashes: string[][] = [];
    await save({ ...short, days: 5 }, { directory: join(folder, "a") });
    for (const directory of [join(folder, "a"), join(folder, "b")]) {
      await save(short, { directory });
      const files = globSync("**/*.parquet", { cwd: directory }).sort();
      hashes.push(
        files.map((file) => {
          const bytes = readFileSync(join(directory, file));
          return `${file} ${createHash("sha256").update(bytes).digest("hex")}`;
        }),
      );
    }
    expect(hashes[0]).toHaveLength(short.days + 1);
    expect(hashes[1]).toEqual(hashes[0]);
  });

  test("gives, loaded as files, what it gives when it is loaded at once", async () => {
    const directory = join(folder, "world");
    const [direct, generic] = [join(folder, "direct"), join(folder, "generic")];
    const emitted = await save(long, { directory, dataDir: direct });
    const report = await loadFiles({
      files: await asFewFiles(directory),
      dataDir: generic,
      memoryLimit,
    });
    expect(report.quarantined).toBe(0);
    expect(report.rowsRead).toBe(emitted.attempts + emitted.disputes + emitted.fxRates);
    for (const relation of relations) {
      const [one, other] = [await rows(direct, relation), await rows(generic, relation)];
      expect(one.length, relation).toBeGreaterThan(0);
      expect(one, relation).toEqual(other);
    }
  });

  test("is marked as simulated and changes nothing when it is loaded again, at once or as files", async () => {
    const directory = join(folder, "world");
    const dataDir = join(folder, "data");
    const emitted = await save(short, { directory, dataDir });
    const all = emitted.attempts + emitted.disputes + emitted.fxRates;
    const before = await rows(dataDir, "payments_enriched_silver");
    await save(short, { dataDir });
    const report = await loadFiles({ files: await asFewFiles(directory), dataDir, memoryLimit });
    expect(report).toMatchObject({ rowsLoaded: 0, updated: 0, duplicates: all });
    expect(await rows(dataDir, "payments_enriched_silver")).toEqual(before);
    const loads = await query(
      dataDir,
      "SELECT is_sample, rows_read, rows_loaded, duplicates FROM loads WHERE format = 'world' ORDER BY batch",
    );
    expect(loads).toEqual([
      { is_sample: true, rows_read: all, rows_loaded: all, duplicates: 0 },
      { is_sample: true, rows_read: all, rows_loaded: 0, duplicates: all },
    ]);
  });
});

/** The files of a world with all days in one: opening a file takes a load longer than the rows of a small day. */
async function asFewFiles(directory: string): Promise<string[]> {
  const events = join(directory, "events");
  const instance = await DuckDBInstance.create(":memory:", { threads: "1" });
  const connection = await instance.connect();
  const attempts = join(directory, "attempts.parquet");
  await connection.run(
    `COPY (SELECT * FROM read_parquet('${events}/date=*/*.parquet', hive_partitioning = false)) TO '${attempts}'`,
  );
  connection.closeSync();
  instance.closeSync();
  const others = globSync("*/{disputes,fx_rates}.parquet", { cwd: events });
  return [attempts, ...others.map((file) => join(events, file))];
}

const relations = [
  "payments_raw_bronze",
  "disputes_bronze",
  "fx_rates_bronze",
  "payments_enriched_silver",
  "payments_silver",
];
/** Where and when a row was loaded, which differs; `payments_silver` has none of them. */
const provenance = ["_batch", "_file", "_line", "_ingested_at", "ingested_at"];

async function rows(dataDir: string, relation: string): Promise<Row[]> {
  return query(
    dataDir,
    `SELECT COLUMNS(c -> c NOT IN (${provenance.map((name) => `'${name}'`).join(", ")})) FROM ${relation} ORDER BY ALL`,
  );
}

async function query(dataDir: string, sql: string): Promise<Row[]> {
  const lakehouse = await openLakehouse(lakehouseFile(dataDir), { readOnly: true });
  try {
    return await lakehouse.run(sql);
  } finally {
    lakehouse.close();
  }
}
