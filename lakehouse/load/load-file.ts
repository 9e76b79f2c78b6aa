import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Framer } from "./batch/batches.ts";
import { type Batch, type BatchCollector, batches } from "./batch/batches.ts";
import { type MergeCounts, mergeBatch, type Origin } from "./batch/merge-batch.ts";
import { quarantine } from "./batch/quarantine.ts";
import { type BatchFormat, readBatch } from "./batch/read-batch.ts";
import type { DateOrder } from "./batch/scan-times.ts";
import { addCounts, emptyReport, type FileReport, joinZones } from "./load-report.ts";
import type { TextSource } from "./text-source.ts";

/** A file that was opened and recognised, ready to be read. */
export interface OpenedFile extends BatchFormat {
  readonly path: string;
  /** How the report calls the format. */
  readonly formatName: string;
  /** Goes to `_source`, naming the vocabulary of codes. */
  readonly vocabulary: string;
  readonly head: Buffer;
  readonly source: TextSource;
  readonly framer: Framer;
  readonly collector: BatchCollector;
  /** The statement that reads a written batch into `staged`. */
  stageSql(batchFile: string): string;
  readonly warnings: readonly string[];
}

export interface LoadContext {
  readonly connection: DuckDBConnection;
  readonly merchant: string | null;
  readonly batchDir: string;
  readonly origin: Omit<Origin, "file" | "format">;
  readonly signal: AbortSignal | undefined;
  onProgress(bytesRead: number): void;
}

interface Tally {
  counts: MergeCounts;
  skipped: Record<string, number>;
  quarantined: Record<string, number>;
  cardNumbersMasked: number;
  zones: Set<string>;
}

/**
 * Loads one recognised file. While DuckDB works on one batch the next is framed.
 * The report's `status` is `refused` when no row could be used; the caller then takes back what was written.
 */
export async function loadFile(file: OpenedFile, context: LoadContext): Promise<FileReport> {
  const tally: Tally = {
    counts: { loaded: 0, duplicates: 0, updated: 0 },
    skipped: {},
    quarantined: {},
    cardNumbersMasked: 0,
    zones: new Set(),
  };
  let dateOrder: DateOrder | null = null;
  let pending: Promise<void> = Promise.resolve();
  try {
    for await (const batch of batches(file.head, file.source.stream, file.framer, file.collector)) {
      context.signal?.throwIfAborted();
      await pending;
      pending = (async () => {
        dateOrder = await loadBatch(file, batch, dateOrder, context, tally);
        context.onProgress(file.source.bytesRead());
      })();
      // A failure is reported where it is awaited; until then it must not count as unhandled.
      pending.catch(() => undefined);
    }
    await pending;
  } finally {
    // The caller goes on with the same connection: nothing may still run on it.
    await pending.catch(() => undefined);
  }
  return report(file, tally);
}

async function loadBatch(
  file: OpenedFile,
  batch: Batch,
  order: DateOrder | null,
  context: LoadContext,
  tally: Tally,
): Promise<DateOrder | null> {
  const { connection, merchant } = context;
  const origin: Origin = { ...context.origin, file: file.path, format: file.vocabulary };
  tally.skipped = addCounts([tally.skipped, Object.fromEntries(batch.skipped)]);
  tally.cardNumbersMasked += batch.cardNumbersMasked;
  let dateOrder = order;
  if (batch.records > 0) {
    const batchFile = join(context.batchDir, "batch");
    await writeFile(batchFile, batch.bytes);
    await connection.run(file.stageSql(batchFile));
    const read = await readBatch(connection, file, merchant, order);
    dateOrder = read.dateOrder;
    for (const zone of read.zones) tally.zones.add(zone);
    const counts = await mergeBatch(connection, origin);
    tally.counts = {
      loaded: tally.counts.loaded + counts.loaded,
      duplicates: tally.counts.duplicates + counts.duplicates,
      updated: tally.counts.updated + counts.updated,
    };
    const skipped = await connection.runAndReadAll(
      "SELECT _skip, CAST(count(*) AS INTEGER) FROM incoming WHERE _skip IS NOT NULL GROUP BY 1",
    );
    tally.skipped = addCounts([
      tally.skipped,
      Object.fromEntries(skipped.getRows().map(([kind, n]) => [String(kind), Number(n)])),
    ]);
  }
  tally.quarantined = addCounts([tally.quarantined, await quarantine(connection, batch, origin)]);
  return dateOrder;
}

function report(file: OpenedFile, tally: Tally): FileReport {
  const { loaded, duplicates, updated } = tally.counts;
  const total = (counts: Record<string, number>) =>
    Object.values(counts).reduce((sum, n) => sum + n, 0);
  const skipped = total(tally.skipped);
  const quarantined = total(tally.quarantined);
  const usable = loaded + duplicates + updated;
  const rowsRead = usable + skipped + quarantined;
  const isRefused = usable === 0;
  return {
    ...emptyReport(file.path),
    format: file.formatName,
    status: isRefused ? "refused" : "loaded",
    reason: isRefused ? noUsableRow(rowsRead, tally) : null,
    rowsRead,
    rowsLoaded: loaded,
    duplicates,
    updated,
    skipped,
    skippedByKind: tally.skipped,
    quarantined,
    quarantineByReason: tally.quarantined,
    cardNumbersMasked: tally.cardNumbersMasked,
    timezone: joinZones(tally.zones),
    warnings: [...file.warnings],
  };
}

function noUsableRow(rowsRead: number, tally: Tally): string {
  const say = (counts: Record<string, number>) =>
    Object.entries(counts)
      .map(([name, n]) => `${n} ${name}`)
      .join(", ");
  if (rowsRead === 0) return "the file has a header and no rows";
  return `no usable row: ${[say(tally.quarantined), say(tally.skipped)].filter((part) => part !== "").join("; ")}`;
}
