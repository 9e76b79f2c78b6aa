import { setTimeout as sleep } from "node:timers/promises";
import type { Lakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";
import { refreshLakehouse } from "../../lakehouse/refresh/refresh-lakehouse.ts";
import { fillBronze } from "./fill-lakehouse.ts";

interface Ingestion {
  /** The number of the first attempt to come. */
  readonly from: number;
  readonly eventsPerSecond: number;
  /** Told when gold has changed. */
  readonly onChange: () => void;
}

/** Takes a batch of new attempts in each second, up to gold, as long as the work goes on. Returns how often. */
export async function ingestWhile(
  lakehouse: Lakehouse,
  { from, eventsPerSecond, onChange }: Ingestion,
  work: () => Promise<void>,
): Promise<number> {
  const over = new AbortController();
  let ticks = 0;
  const ingestion = (async () => {
    while (!over.signal.aborted) {
      const next = from + ticks * eventsPerSecond;
      ticks += 1;
      await fillBronze(lakehouse, { from: next, to: next + eventsPerSecond, batch: 1 + ticks });
      await refreshLakehouse(lakehouse.connection);
      onChange();
      await sleep(1_000, undefined, { signal: over.signal }).catch(() => undefined);
    }
  })();
  try {
    await work();
  } finally {
    over.abort();
    await ingestion;
  }
  return ticks;
}
