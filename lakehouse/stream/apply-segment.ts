import type { DuckDBConnection } from "@duckdb/node-api";
import { attemptFields } from "../event/attempt.ts";
import { type MergeCounts, mergeBatch, type Origin } from "../load/batch/merge-batch.ts";
import type { Segment } from "./event-log.ts";
import { countLateRows } from "./late-rows.ts";
import { type Staged, stageSegment } from "./stage-segment.ts";

/** What became of the rows of a segment. */
export interface SegmentReport extends MergeCounts {
  readonly rejected: number;
}

/**
 * Takes a segment into bronze and the quarantine and moves the checkpoint, all in one transaction: after a kill the
 * segment is there whole or is taken again, never twice: a segment that the lakehouse holds changes nothing.
 * `ingestedAt` is ISO UTC.
 */
export async function applySegment(
  connection: DuckDBConnection,
  segment: Segment,
  ingestedAt: string,
): Promise<SegmentReport> {
  await connection.run("BEGIN");
  try {
    const origin = await originOf(connection, segment, ingestedAt);
    if (origin === null) {
      await connection.run("ROLLBACK");
      return { loaded: 0, duplicates: 0, updated: 0, rejected: 0 };
    }
    const staged = await stageSegment(connection, segment, ingestedAt);
    const counts = await merge(connection, staged, origin);
    if (staged.rejected > 0) await quarantineRejected(connection, origin);
    await recordSegment(connection, staged, counts, origin);
    await countLateRows(connection);
    await connection.run(
      `UPDATE stream_checkpoint SET segment = CAST($segment AS BIGINT), newest_event = greatest(newest_event, CAST($newest AS TIMESTAMP))`,
      { segment: segment.number, newest: staged.newestEvent },
    );
    await connection.run("COMMIT");
    return { ...counts, rejected: staged.rejected };
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
  }
}

/** Nothing but attempts that nobody knows yet, the usual case, needs none of the loader's judgement of versions. */
async function merge(
  connection: DuckDBConnection,
  staged: Staged,
  origin: Origin,
): Promise<MergeCounts> {
  if (staged.contested + staged.disputes + staged.fxRates > 0)
    return mergeBatch(connection, origin);
  if (staged.attempts > 0)
    await connection.run(
      `INSERT INTO payments_raw_bronze BY NAME
       SELECT ${attemptFields.join(", ")}, _kind, extra, _line, CAST($format AS VARCHAR) AS _source, CAST($batch AS BIGINT) AS _batch,
         CAST($file AS VARCHAR) AS _file, CAST($at AS TIMESTAMP) AS _ingested_at
       FROM incoming WHERE _kind = 'attempt'`,
      bindings(origin),
    );
  return { loaded: staged.attempts, duplicates: 0, updated: 0 };
}

async function quarantineRejected(connection: DuckDBConnection, origin: Origin): Promise<void> {
  await connection.run(
    `INSERT INTO payments_quarantine BY NAME
     SELECT CAST($format AS VARCHAR) AS source, CAST($file AS VARCHAR) AS file, _line AS line, _column AS column_name,
       _bad AS reason, _raw AS raw_masked, CAST($at AS TIMESTAMP) AS _ingested_at, CAST($batch AS BIGINT) AS _batch
     FROM incoming WHERE _kind = 'rejected'`,
    bindings(origin),
  );
}

const bindings = ({ batch, file, format, ingestedAt }: Origin) => ({
  batch,
  file,
  format,
  at: ingestedAt,
});

/** Null when the lakehouse holds the segment already: an earlier tick failed after its commit. */
async function originOf(
  connection: DuckDBConnection,
  segment: Segment,
  ingestedAt: string,
): Promise<Origin | null> {
  const read = await connection.runAndReadAll(
    `SELECT CAST((SELECT coalesce(max(batch), 0) + 1 FROM loads) AS INTEGER), segment >= CAST($segment AS BIGINT)
     FROM stream_checkpoint`,
    { segment: segment.number },
  );
  const [batch, isApplied] = read.getRows()[0] ?? [];
  if (isApplied === true) return null;
  return { batch: Number(batch), file: `stream/${segment.number}`, format: "event", ingestedAt };
}

async function recordSegment(
  connection: DuckDBConnection,
  staged: Staged,
  counts: MergeCounts,
  { batch, file, ingestedAt }: Origin,
): Promise<void> {
  const { attempts, disputes, fxRates, rejected } = staged;
  const rows = [
    attempts + disputes + fxRates + rejected,
    counts.loaded,
    counts.duplicates,
    counts.updated,
    0,
    rejected,
  ];
  await connection.run(
    `INSERT INTO loads VALUES (${batch}, '${file}', 'stream', false, ${rows.join(", ")}, CAST($at AS TIMESTAMP))`,
    { at: ingestedAt },
  );
}
