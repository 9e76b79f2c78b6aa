import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { createBronze } from "../bronze/create-bronze.ts";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { acknowledgeAlert } from "./acknowledge-alert.ts";
import { type EventReceipt, eventDoor } from "./event-door.ts";
import { EventLog } from "./event-log.ts";
import { createLandingFolder } from "./landing-folder.ts";
import { forgetUnfinished } from "./load-landed.ts";
import { startProcessor } from "./processor.ts";
import { createIncoming } from "./stage-segment.ts";
import { type StreamStatus, streamStatus } from "./stream-status.ts";
import { createStreamTables } from "./stream-tables.ts";

/** More than this is not queued: producers are asked to wait. About 250,000 events. */
const mostBacklogBytes = 64 << 20;

export interface StreamOptions {
  /** Open for writing, and by this process alone. */
  readonly lakehouse: Lakehouse;
  readonly dataDir: string;
  readonly triggerMs: number;
  /** Brings silver and gold up to bronze. */
  readonly refresh: (connection: DuckDBConnection) => Promise<unknown>;
  readonly now: () => Date;
  readonly onChange: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** The event API and the landing folder of one lakehouse, and the processor that takes both in. */
export interface Stream {
  /** Judges and stores a batch of NDJSON; resolves when it is durable. Throws DependencyError when it cannot be stored. */
  accept(body: Buffer): Promise<EventReceipt>;
  /** Seconds that producers have to wait; null when events are welcome. */
  retryAfterSeconds(): number | null;
  status(): Promise<StreamStatus>;
  /** A person has seen an alert. False where no such alert is open. */
  acknowledge(alertId: string, by: string): Promise<boolean>;
  /** Takes in everything that is waiting, now. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the stream where the last one ended: what was acknowledged and is not in the lakehouse is taken in first. */
export async function openStream(options: StreamOptions): Promise<Stream> {
  const { lakehouse, dataDir, refresh } = options;
  const connection = await lakehouse.connect();
  await createBronze(connection);
  await forgetUnfinished(connection);
  await refresh(connection);
  await createStreamTables(connection);
  await createIncoming(connection);
  createLandingFolder(dataDir);
  const log = await EventLog.open(join(dataDir, "stream"), await appliedSegment(connection));
  const accept = eventDoor(log);
  const processor = startProcessor({
    ...options,
    connection,
    log,
    batchFolder: join(dataDir, "loading"),
  });
  return {
    accept,
    retryAfterSeconds() {
      const backlog = log.backlogBytes;
      if (backlog < mostBacklogBytes) return null;
      const { bytesPerSecond } = processor.state();
      return Math.max(1, Math.ceil(backlog / 2 / (bytesPerSecond ?? backlog)));
    },
    status: () => streamStatus(lakehouse.warehouse, log, processor, options.triggerMs),
    async acknowledge(alertId, by) {
      const at = options.now().toISOString();
      const known = await processor.between((free) => acknowledgeAlert(free, alertId, by, at));
      options.onChange();
      return known;
    },
    drain: processor.drain,
    async close() {
      await processor.stop();
      await log.close();
      connection.closeSync();
    },
  };
}

async function appliedSegment(connection: DuckDBConnection): Promise<number> {
  const result = await connection.runAndReadAll(
    "SELECT CAST(segment AS DOUBLE) FROM stream_checkpoint",
  );
  return Number(result.getRows()[0]?.[0]);
}
