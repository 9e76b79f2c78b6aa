import { writeFileSync } from "node:fs";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Framer } from "./batch/batches.ts";
import { type Batch, type BatchCollector, batches } from "./batch/batches.ts";
import { type MergeCounts, mergeBatch, type Origin } from "./batch/merge-batch.ts";
import { quarantine } from "./batch/quarantine.ts";
import { type BatchFormat, type Learnt, readBatch } from "./batch/read-batch.ts";
import { isKnownZone } from "./batch/zone.ts";
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

/** A prepared connection, whose temporary tables hold one batch, and the file that the batch is handed over in. */
export interface Lane {
  readonly connection: DuckDBConnection;
  readonly batchFile: string;
}

export interface LoadContext {
  /** Two, so that one batch can be read while the one before is merged. */
  readonly lanes: readonly [Lane, Lane];
  readonly merchant: string | null;
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
 * Loads one recognised file. While DuckDB reads one batch, the one before is merged on the other lane and the next is
 * framed; batches are merged in the order of the file.
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
  let read: Promise<Learnt | null> = Promise.resolve(null);
  let merged: Promise<void> = Promise.resolve();
  let earlier: Promise<void> = Promise.resolve();
  let turn = 0;
  try {
    for await (const batch of batches(file.head, file.source.stream, file.framer, file.collector)) {
      context.signal?.throwIfAborted();
      // The lane of this batch is free when the batch before the last is merged.
      await Promise.all([read, earlier]);
      earlier = merged;
      const lane = context.lanes[turn++ % context.lanes.length] ?? context.lanes[0];
      read = readInto(lane, file, batch, read, context, tally);
      merged = mergeInOrder(lane, file, batch, Promise.all([read, merged]), context, tally);
      // A failure is reported where it is awaited; until then it must not count as unhandled.
      read.catch(() => undefined);
      merged.catch(() => undefined);
    }
    await merged;
  } finally {
    // The caller goes on with the same connections: nothing may still run on them.
    await Promise.allSettled([read, merged]);
  }
  return report(file, tally);
}

/** Reads a batch into the lane's `incoming`. Resolves to what holds for the file from here on. */
async function readInto(
  lane: Lane,
  file: OpenedFile,
  batch: Batch,
  before: Promise<Learnt | null>,
  context: LoadContext,
  tally: Tally,
): Promise<Learnt | null> {
  const learnt = await before;
  if (batch.records === 0) return learnt;
  // Why at once: `writeFile` cuts it into hundreds of writes, each of which waits for its turn behind framing.
  writeFileSync(lane.batchFile, batch.bytes);
  await lane.connection.run(file.stageSql(lane.batchFile));
  const read = await readBatch(lane.connection, file, context.merchant, learnt);
  for (const zone of read.zones.filter(isKnownZone)) tally.zones.add(zone);
  return read;
}

/** Merges the lane's `incoming` once `ready`: it is read, and all earlier batches are merged. */
async function mergeInOrder(
  { connection }: Lane,
  file: OpenedFile,
  batch: Batch,
  ready: Promise<unknown>,
  context: LoadContext,
  tally: Tally,
): Promise<void> {
  await ready;
  const origin: Origin = { ...context.origin, file: file.path, format: file.vocabulary };
  tally.skipped = addCounts([tally.skipped, Object.fromEntries(batch.skipped)]);
  tally.cardNumbersMasked += batch.cardNumbersMasked;
  if (batch.records > 0) {
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
  context.onProgress(file.source.bytesRead());
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
