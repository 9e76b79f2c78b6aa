import type { Config } from "./config.ts";
import type { Threads } from "./graph/threads.ts";
import { openLakehouse } from "./lakehouse/duckdb/open-lakehouse.ts";
import { lakehouseFile } from "./lakehouse/load/work-copy.ts";
import { refreshLakehouse } from "./lakehouse/refresh/refresh-lakehouse.ts";
import { liveHandle } from "./lakehouse/stream/live-handle.ts";
import { openStream, type Stream } from "./lakehouse/stream/open-stream.ts";
import { createProduct, type Product } from "./product.ts";

/** The agents over a lakehouse that this process writes to, and the stream that writes. */
export interface LiveProduct {
  readonly product: Product;
  readonly stream: Stream;
  /** Ends the stream after the tick in flight; what is durable and not taken in yet stays for the next start. */
  close(): Promise<void>;
}

interface LiveOptions {
  readonly config: Pick<Config, "dataDir" | "model" | "streamTriggerMs" | "inFlight">;
  readonly onBug: (error: unknown) => void;
  readonly threads: Threads;
}

/** So old may the catalogue (as-of, values of dimensions) be while events stream in. */
const catalogueMs = 5_000;

/**
 * Opens the lakehouse of a data folder for writing and starts its stream. The caller holds the folder's load lock.
 * Throws DependencyError while another process has the lakehouse open.
 */
export async function openLiveProduct({
  config,
  onBug,
  threads,
}: LiveOptions): Promise<LiveProduct> {
  const { dataDir, streamTriggerMs, inFlight } = config;
  const lakehouse = await openLakehouse(lakehouseFile(dataDir), {
    inFlight,
    // Why: this process reads files that land here, and answers callers who must not reach any other.
    reachable: [dataDir],
  });
  const handle = liveHandle(lakehouse, {
    freshForMs: catalogueMs,
    clock: () => performance.now(),
  });
  const stream = await openStream({
    lakehouse,
    dataDir,
    triggerMs: streamTriggerMs,
    refresh: refreshLakehouse,
    now: () => new Date(),
    onChange: handle.changed,
    onFailure: onBug,
  });
  const product = createProduct({ config, onBug, threads, lakehouse: handle });
  return {
    product,
    stream,
    async close() {
      await product.close();
      await stream.close();
      lakehouse.close();
    },
  };
}
