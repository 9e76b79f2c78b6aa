import type { DuckDBConnection } from "@duckdb/node-api";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { applySegment } from "./apply-segment.ts";
import { closeWindows } from "./close-windows.ts";
import type { EventLog, Segment } from "./event-log.ts";
import { landedFiles, putAway } from "./landing-folder.ts";
import { takeLanded } from "./take-landed.ts";

export interface ProcessorOptions {
  readonly lakehouse: Lakehouse;
  readonly connection: DuckDBConnection;
  readonly log: EventLog;
  readonly dataDir: string;
  readonly batchFolder: string;
  readonly triggerMs: number;
  /** Brings silver and gold up to bronze. */
  readonly refresh: (connection: DuckDBConnection) => Promise<unknown>;
  /** Part of `_ingested_at`, and of the guard against event times from the future. */
  readonly now: () => Date;
  /** Told when silver and gold have changed. */
  readonly onChange: () => void;
  /** Told of a tick that failed; it is tried again at the next trigger. */
  readonly onFailure: (error: unknown) => void;
}

/** How the continuous processor is doing. */
export interface ProcessorState {
  readonly ticks: number;
  readonly events: number;
  /** How long the last tick with work took, and how many bytes of segments a second it took in; null before the first. */
  readonly lastTickMs: number | null;
  readonly bytesPerSecond: number | null;
  /** Why the last tick failed; null when it did not. */
  readonly failure: string | null;
}

export interface Processor {
  state(): ProcessorState;
  /** Runs work between two ticks, on a connection that no tick uses meanwhile. */
  between<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result>;
  /** Takes in everything that is waiting, now. Throws what a tick throws. */
  drain(): Promise<void>;
  /** Ends after the tick in flight. What is waiting stays for the next start. */
  stop(): Promise<void>;
}

/**
 * Takes what is durable into the lakehouse, at every trigger: landed files, then segments. A tick is three transactions:
 * rows and checkpoint into bronze, silver and gold from bronze, closed windows from silver. Each can be repeated after a kill.
 */
export function startProcessor(options: ProcessorOptions): Processor {
  const { connection, log, dataDir, triggerMs } = options;
  let state: ProcessorState = {
    ticks: 0,
    events: 0,
    lastTickMs: null,
    bytesPerSecond: null,
    failure: null,
  };
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let turn: Promise<void> = Promise.resolve();

  async function tick(): Promise<boolean> {
    const hasLanded = await takeLandedFiles(options);
    const segment = await log.take();
    if (segment === null && !hasLanded) return false;
    const start = performance.now();
    const events = segment === null ? 0 : await takeSegment(options, segment);
    await options.refresh(connection);
    await closeWindows(connection);
    if (segment !== null) await log.remove(segment);
    const lastTickMs = performance.now() - start;
    const bytesPerSecond =
      segment === null ? state.bytesPerSecond : (segment.bytes / lastTickMs) * 1_000;
    state = {
      ticks: state.ticks + 1,
      events: state.events + events,
      lastTickMs,
      bytesPerSecond,
      failure: null,
    };
    options.onChange();
    return true;
  }

  function exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = turn.then(work);
    turn = mine.then(
      () => undefined,
      () => undefined,
    );
    return mine;
  }

  async function onTrigger(): Promise<void> {
    const start = performance.now();
    await exclusively(tick).catch((error: unknown) => {
      state = { ...state, failure: error instanceof Error ? error.message : String(error) };
      options.onFailure(error);
    });
    if (isStopped) return;
    timer = setTimeout(
      () => void onTrigger(),
      Math.max(0, triggerMs - (performance.now() - start)),
    );
  }
  timer = setTimeout(() => void onTrigger(), triggerMs);

  return {
    state: () => state,
    between: (work) => exclusively(() => work(connection)),
    drain: () =>
      exclusively(async () => {
        while (await tick());
      }),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await turn;
    },
  };

  async function takeLandedFiles({
    lakehouse,
    batchFolder,
    refresh,
    now,
    onFailure,
  }: ProcessorOptions): Promise<boolean> {
    const waiting = await landedFiles(dataDir);
    for (const landed of waiting) {
      const report = await takeLanded(lakehouse, connection, landed, {
        batchFolder,
        ingestedAt: now().toISOString(),
        refresh,
        onFailure,
      });
      // Why before: whoever waits for the report may ask at once.
      options.onChange();
      await putAway(dataDir, landed, report);
    }
    return waiting.length > 0;
  }
}

async function takeSegment(
  { connection, now }: ProcessorOptions,
  segment: Segment,
): Promise<number> {
  const { loaded, duplicates, updated } = await applySegment(
    connection,
    segment,
    now().toISOString(),
  );
  return loaded + duplicates + updated;
}
