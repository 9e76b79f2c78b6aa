import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { version as duckdbVersion } from "@duckdb/node-api";
import { widenThreadPool } from "../config.ts";
import { localCaller } from "../lakehouse/access/caller.ts";
import { type Lakehouse, openLakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { type GoldView, goldViews } from "../lakehouse/gold/gold-views.ts";
import { refreshLakehouse } from "../lakehouse/refresh/refresh-lakehouse.ts";
import { liveHandle } from "../lakehouse/stream/live-handle.ts";
import type { Warehouse } from "../lakehouse/warehouse.ts";
import { fillBronze } from "./query/fill-lakehouse.ts";
import { ingestWhile } from "./query/ingest-while.ts";

const attempts = 1_000_000;
const eventsPerSecond = 1_000;
const readsPerView = 32;
const limitMs = 15;
/** How long clients read one relation, and what each of them waits between two reads. */
const clientsMs = 2_500;
const pauseMs = 25;
const heavy = "SELECT count(*) AS n FROM range(100000000) AS a(i), range(100000) AS b(j)";

interface Latency {
  readonly n: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
}

interface ViewResult {
  readonly view: GoldView;
  /** The statement itself, as a caller's door runs it. */
  readonly unshared: Latency;
  /** As the server answers: a result is remembered until the next refresh. Each client asks 40 times a second. */
  readonly oneClient: Latency;
  readonly sixteenClients: Latency;
  /** The same statement on a bare connection of the same instance, one after the other. */
  readonly plainDuckDb: Latency;
}

/**
 * Reads every relation of gold over 1,000,000 attempts, as a caller, while 1,000 events a second come in: from 1 and from 16
 * clients, and then a short statement with 8 heavy ones in flight. Throws where the p95 of 16 clients is over 15 ms.
 */
export const runQueryBench = async () => {
  widenThreadPool();
  const folder = await mkdtemp(join(tmpdir(), "query-bench-"));
  const lakehouse = await openLakehouse(join(folder, "lakehouse.duckdb"), {
    inFlight: { short: 4, long: 8 },
    reachable: [folder],
  });
  try {
    await fillBronze(lakehouse, { from: 0, to: attempts, batch: 1 });
    await refreshLakehouse(lakehouse.connection);
    const live = liveHandle(lakehouse, { freshForMs: 5_000, clock: () => performance.now() });
    const door = (await live.acquire()).opened.warehouseFor(localCaller);
    const views: ViewResult[] = [];
    const ingestion = { from: attempts, eventsPerSecond, onChange: live.changed };
    const ticks = await ingestWhile(lakehouse, ingestion, async () => {
      for (const view of goldViews) views.push(await readView(lakehouse, door, view));
    });
    const result = {
      cores: availableParallelism(),
      versions: { node: process.version, duckdb: duckdbVersion() },
      attempts,
      eventsPerSecond,
      refreshTicks: ticks,
      besideEightHeavy: await besideHeavy(lakehouse.warehouseFor(localCaller)),
      views,
    };
    const slow = views.filter(({ sixteenClients }) => sixteenClients.p95Ms > limitMs);
    if (slow.length > 0)
      throw new Error(
        `over ${limitMs} ms: ${slow.map(({ view }) => view).join(", ")}\n${JSON.stringify(result, null, 2)}`,
      );
    return result;
  } finally {
    lakehouse.close();
    await rm(folder, { recursive: true });
  }
};

/** What reads a relation as it is used: views whole, facts and cubes for the last day. */
async function statementFor(lakehouse: Lakehouse, view: GoldView): Promise<string> {
  if (view.startsWith("v_") && !view.endsWith("_facts")) return `SELECT * FROM ${view}`;
  const [time] = await lakehouse.run(
    `SELECT column_name AS name FROM duckdb_columns() WHERE database_name = current_database() AND table_name = :view
     AND column_name IN ('event_timestamp', 'event_hour_start', 'event_date') ORDER BY name DESC LIMIT 1`,
    { view },
  );
  const where = time === undefined ? "TRUE" : `${String(time.name)} >= TIMESTAMP '2026-10-29'`;
  return `SELECT count(*) AS n FROM ${view} WHERE ${where}`;
}

async function readView(
  lakehouse: Lakehouse,
  door: Warehouse,
  view: GoldView,
): Promise<ViewResult> {
  const sql = await statementFor(lakehouse, view);
  const alone = lakehouse.warehouseFor(localCaller);
  const unshared = latency(await timed(() => alone.query(sql), readsPerView));
  const read = () => door.query(sql);
  const oneClient = latency(await timedFor(read, clientsMs));
  const sixteen = await Promise.all(Array.from({ length: 16 }, () => timedFor(read, clientsMs)));
  const connection = await lakehouse.connect();
  const plain = await timed(() => connection.runAndReadAll(sql), readsPerView);
  connection.closeSync();
  return {
    view,
    unshared,
    oneClient,
    sixteenClients: latency(sixteen.flat()),
    plainDuckDb: latency(plain),
  };
}

async function besideHeavy(door: Warehouse): Promise<Latency> {
  const stop = new AbortController();
  const running = Array.from({ length: 8 }, () =>
    door.query(heavy, {}, { signal: stop.signal, timeoutMs: 600_000 }),
  );
  const settled = Promise.allSettled(running);
  const times = await timed(() => door.query("SELECT * FROM v_as_of"), readsPerView);
  stop.abort();
  await settled;
  return latency(times);
}

/** Milliseconds of each run, one every few milliseconds, for so long. */
async function timedFor(work: () => Promise<unknown>, ms: number): Promise<number[]> {
  const times: number[] = [];
  const end = performance.now() + ms;
  while (performance.now() < end) {
    times.push(...(await timed(work, 1)));
    await sleep(pauseMs);
  }
  return times;
}

/** Milliseconds of each of `n` runs, one after the other. */
async function timed(work: () => Promise<unknown>, n: number): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < n; run += 1) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times;
}

function latency(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN).toFixed(2));
  return { n: times.length, p50Ms: at(0.5), p95Ms: at(0.95) };
}
