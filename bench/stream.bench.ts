import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { version as duckdbVersion } from "@duckdb/node-api";
import { appenderOnly } from "./stream/appender-only.ts";
import { benchBody } from "./stream/bench-event.ts";
import type { Observation } from "./stream/stream-server.ts";

const warmUp = 100_000;
const peakEvents = 200_000;
const perSecond = 1_000;
const steadySeconds = 20;
const idleSeconds = 5;
const batch = 5_000;

export interface StreamResult {
  readonly cores: number;
  readonly versions: { readonly node: string; readonly duckdb: string };
  /** As fast as possible over HTTP until visible in gold, on top of `warmUp` events. */
  readonly peak: {
    readonly n: number;
    readonly eventsPerSecond: number;
    readonly cpuMicrosPerEvent: number;
  };
  /** The appender of DuckDB alone, in the same run. */
  readonly appenderOnly: { readonly n: number; readonly eventsPerSecond: number };
  readonly timesAppender: number;
  /** At 1,000 events a second: from the moment an event is made until a reader of gold sees it. */
  readonly latencyMs: {
    readonly n: number;
    readonly p50: number;
    readonly p95: number;
    readonly p99: number;
  };
  /** Share of one core in percent: at 1,000 events a second, and idle. */
  readonly cpu: { readonly steadyPct: number; readonly idlePct: number };
  readonly rssMb: number;
}

/**
 * Streams events over HTTP into a server process of its own. Throws when an event takes longer than 1.2 s to gold (p95), when
 * 1,000 events a second take more than 15 % of a core beyond idle, or when the peak is below 50,000 events a second.
 */
export const runStreamBench = async (): Promise<StreamResult> => {
  const folder = await mkdtemp(join(tmpdir(), "stream-bench-"));
  const server = fork(join(import.meta.dirname, "stream", "stream-server.ts"), [
    join(folder, "data"),
  ]);
  try {
    const watch = await watchServer(server);
    await sendFast(watch, 0, warmUp);
    await watch.until(warmUp);
    const peak = await measurePeak(watch);
    const idlePct = await cpuOver(watch, () => sleep(idleSeconds * 1_000));
    const { latencies, steadyPct, rssMb } = await measureSteady(watch);
    const appended = await appenderOnly(join(folder, "appender.duckdb"), warmUp);
    const result: StreamResult = {
      cores: availableParallelism(),
      versions: { node: process.version, duckdb: duckdbVersion() },
      peak,
      appenderOnly: { n: warmUp, eventsPerSecond: Math.round(appended) },
      timesAppender: Number((appended / peak.eventsPerSecond).toFixed(2)),
      latencyMs: {
        n: latencies.length,
        p50: at(latencies, 0.5),
        p95: at(latencies, 0.95),
        p99: at(latencies, 0.99),
      },
      cpu: { steadyPct, idlePct },
      rssMb,
    };
    const missed = [
      ...(result.latencyMs.p95 > 1_200 ? ["latency"] : []),
      ...(steadyPct - idlePct > 15 ? ["cpu"] : []),
      ...(peak.eventsPerSecond < 50_000 ? ["peak"] : []),
    ];
    if (missed.length > 0)
      throw new Error(`missed ${missed.join(", ")}: ${JSON.stringify(result, null, 2)}`);
    return result;
  } finally {
    server.kill("SIGKILL");
    await rm(folder, { recursive: true, force: true });
  }
};

interface Watch {
  readonly url: string;
  readonly seen: readonly Observation[];
  /** Resolves when gold shows so many attempts. */
  until(visible: number): Promise<Observation>;
  now(): Promise<Observation>;
}

async function watchServer(server: ChildProcess): Promise<Watch> {
  const seen: Observation[] = [];
  const next = () =>
    new Promise<Observation>((resolve, reject) => {
      server.once("message", (told) => resolve(told as Observation));
      server.once("exit", (code) => reject(new Error(`the server stopped with ${code}`)));
    });
  server.setMaxListeners(0);
  server.on("message", (told) => seen.push(told as Observation));
  const { url } = await next();
  return {
    url,
    seen,
    async until(visible) {
      for (;;) {
        const found = seen.find((observation) => observation.visible >= visible);
        if (found !== undefined) return found;
        await next();
      }
    },
    now() {
      const told = next();
      server.send("observe");
      return told;
    },
  };
}

async function post({ url }: Watch, body: string): Promise<void> {
  const headers = { "content-type": "application/x-ndjson" };
  const response = await fetch(`${url}/api/events`, { method: "POST", headers, body });
  if (response.status === 429) {
    await sleep(Number(response.headers.get("retry-after")) * 1_000);
    return post({ url } as Watch, body);
  }
  const { rejected } = (await response.json()) as { rejected: number };
  if (!response.ok || rejected > 0)
    throw new Error(`refused: ${response.status}, ${rejected} rows`);
}

async function sendFast(
  watch: Watch,
  from: number,
  count: number,
  bodies = bodiesOf(from, count),
): Promise<void> {
  const producer = async () => {
    for (let body = bodies.shift(); body !== undefined; body = bodies.shift())
      await post(watch, body);
  };
  await Promise.all([producer(), producer(), producer()]);
}

const bodiesOf = (from: number, count: number): string[] =>
  Array.from({ length: count / batch }, (_, i) => benchBody(from + i * batch, batch));

async function measurePeak(watch: Watch): Promise<StreamResult["peak"]> {
  const bodies = bodiesOf(warmUp, peakEvents);
  const before = await watch.now();
  const start = performance.timeOrigin + performance.now();
  await sendFast(watch, warmUp, peakEvents, bodies);
  const after = await watch.until(warmUp + peakEvents);
  return {
    n: peakEvents,
    eventsPerSecond: Math.round((peakEvents / (after.at - start)) * 1_000),
    cpuMicrosPerEvent: Number((((after.cpuMs - before.cpuMs) / peakEvents) * 1_000).toFixed(1)),
  };
}

async function measureSteady(watch: Watch) {
  const everyMs = 50;
  const size = (perSecond * everyMs) / 1_000;
  const made: number[] = [];
  const sent: Promise<void>[] = [];
  const begin = warmUp + peakEvents;
  const steadyPct = await cpuOver(watch, async () => {
    const start = performance.now();
    for (let i = 0; i < (steadySeconds * 1_000) / everyMs; i++) {
      await sleep(Math.max(0, start + i * everyMs - performance.now()));
      made.push(performance.timeOrigin + performance.now());
      sent.push(post(watch, benchBody(begin + i * size, size)));
    }
    await Promise.all(sent);
  });
  const last = await watch.until(begin + made.length * size);
  const latencies = made.map((madeAt, i) => {
    const shown = watch.seen.find(({ visible }) => visible >= begin + (i + 1) * size);
    return Math.round((shown ?? last).at - madeAt);
  });
  return { latencies: latencies.sort((a, b) => a - b), steadyPct, rssMb: last.rssMb };
}

/** CPU time of the server while something happens, in percent of one core. */
async function cpuOver(watch: Watch, work: () => Promise<void>): Promise<number> {
  const before = await watch.now();
  await work();
  const after = await watch.now();
  return Number(((100 * (after.cpuMs - before.cpuMs)) / (after.at - before.at)).toFixed(1));
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
