import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { openLakehouse } from "../duckdb/open-lakehouse.ts";
import { buildGold } from "../gold/build-gold.ts";
import { lakehouseFile } from "../load/work-copy.ts";
import { refreshLakehouse } from "../refresh/refresh-lakehouse.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { landingFolder } from "./landing-folder.ts";
import { openStream } from "./open-stream.ts";

/** Two folders side by side use both cores. */
const folders = ["a", "b"];
const killsOfEach = 50;
const child = new URL("./stream-child.fixture.ts", import.meta.url).href;

test("streams killed a hundred times at any moment lose no acknowledged event and double none", {
  timeout: 300_000,
}, async () => {
  const parent = await mkdtemp(join(tmpdir(), "stream-killed-"));
  onTestFinished(() => rm(parent, { recursive: true }));
  await Promise.all(
    folders.map(async (name, at) => {
      const dataDir = join(parent, name);
      for (let run = 0; run < killsOfEach; run++)
        await streamAndKill(dataDir, run, random(run, at));
      await checkEverything(dataDir);
    }),
  );
});

async function checkEverything(dataDir: string): Promise<void> {
  const lakehouse = await openLakehouse(lakehouseFile(dataDir));
  const failures: unknown[] = [];
  const stream = await openStream({
    lakehouse,
    dataDir,
    triggerMs: 3_600_000,
    refresh: refreshLakehouse,
    now: () => new Date("2026-11-02T12:00:00Z"),
    onChange: () => undefined,
    onFailure: (error) => failures.push(error),
  });
  await stream.drain();
  await stream.close();
  expect(failures).toEqual([]);

  // A kill may cut the last line of a run short; an id that is not whole was never told to anyone.
  const told = (await readFile(join(dataDir, "acknowledged"), "utf8"))
    .split("\n")
    .filter((id) => /^\d+-\d+-\d+$/.test(id));
  expect(new Set(told.map((id) => id.split("-")[0])).size).toBeGreaterThan(killsOfEach / 2);
  for (const table of ["payments_raw_bronze", "payments_enriched_silver"]) {
    const held = await lakehouse.run(
      `SELECT transaction_id AS id, count(*) AS n FROM ${table} GROUP BY ALL`,
    );
    const ids = new Set(held.map(({ id }) => id));
    expect(told.filter((id) => !ids.has(id))).toEqual([]);
    expect(held.filter(({ n }) => n !== 1)).toEqual([]);
  }
  expect(await readdir(join(dataDir, "stream"))).toEqual([]);
  expect(
    (await readdir(landingFolder(dataDir))).filter((name) => name.endsWith(".ndjson")),
  ).toEqual([]);

  const state =
    "SELECT * EXCLUDE (payment_id) FROM payments_enriched_silver ORDER BY transaction_id";
  const streamed = await lakehouse.run(state);
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
  expect(streamed).toEqual(await lakehouse.run(state));
  lakehouse.close();
}

/** One in five is killed while it opens the lakehouse, the others within a quarter of a second of streaming. */
async function streamAndKill(dataDir: string, run: number, chance: number): Promise<void> {
  const script = `import(${JSON.stringify(child)}).then((m) => m.streamUntilKilled(${JSON.stringify(dataDir)}, ${run}))`;
  const streaming = spawn(process.execPath, ["-e", script], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  streaming.stderr.on("data", (text) => (said += text));
  const exited = once(streaming, "exit");
  if (run % 5 === 4) await sleep(300 + 500 * chance);
  else {
    await Promise.race([once(streaming.stdout, "data"), exited]);
    await sleep(250 * chance);
  }
  streaming.kill("SIGKILL");
  await exited;
  expect(said).toBe("");
}

/** A number in [0, 1) that is the same in every run of the test. */
const random = (...seed: number[]): number =>
  createHash("sha256").update(seed.join()).digest().readUInt32BE() / 2 ** 32;
