import type { DuckDBConnection } from "@duckdb/node-api";
import type { Segment } from "./event-log.ts";
import { segmentColumns } from "./segment-columns.ts";

/** What a staged segment holds. */
export interface Staged {
  readonly attempts: number;
  readonly disputes: number;
  readonly fxRates: number;
  readonly rejected: number;
  /** Rows whose attempt is in bronze already, or more than once in the segment. */
  readonly contested: number;
  /** Newest event time that is not ahead of the clock, as DuckDB writes it; null without such attempts. */
  readonly newestEvent: string | null;
}

/** Columns that only files fill; the loader's merge reads them. */
const absent = ["_skip", "_decline_hint", "_settlement_id"];

/** `incoming` as the loader's merge knows it, kept for the life of the connection: creating it anew at each tick costs more. */
export async function createIncoming(connection: DuckDBConnection): Promise<void> {
  const columns = [
    ...segmentColumns.map(({ name, sql }) => `${name} ${sql}`),
    ...absent.map((name) => `${name} VARCHAR`),
  ];
  await connection.run(`CREATE OR REPLACE TEMP TABLE incoming (${columns.join(", ")})`);
}

const columnTypes = segmentColumns.map(({ name, sql }) => `'${name}': '${sql}'`).join(", ");
const columnNames = segmentColumns.map(({ name }) => name).join(", ");

const readSegment = (path: string): string =>
  `read_csv('${path.replaceAll("'", "''")}', auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
     comment = '#', strict_mode = true, nullstr = '', max_line_size = 8388608, columns = {${columnTypes}})`;

/** A producer's clock may be so far ahead; a time further in the future moves no watermark. */
export const aheadMinutes = 5;

/** Reads a segment into `incoming` and says what is in it. */
export async function stageSegment(
  connection: DuckDBConnection,
  segment: Segment,
  ingestedAt: string,
): Promise<Staged> {
  await connection.run("DELETE FROM incoming");
  await connection.run(
    `INSERT INTO incoming (${columnNames}) SELECT ${columnNames} FROM ${readSegment(segment.path)}`,
  );
  const read = await connection.runAndReadAll(
    `WITH keys AS (SELECT source, transaction_id, count(*) AS n FROM incoming WHERE _kind = 'attempt' GROUP BY ALL)
     SELECT CAST(count(*) FILTER (_kind = 'attempt') AS INTEGER), CAST(count(*) FILTER (_kind = 'dispute') AS INTEGER),
       CAST(count(*) FILTER (_kind = 'fx_rate') AS INTEGER), CAST(count(*) FILTER (_kind = 'rejected') AS INTEGER),
       (SELECT CAST(count(*) FILTER (n > 1) AS INTEGER) FROM keys)
         + (SELECT CAST(count(*) AS INTEGER) FROM payments_raw_bronze AS b SEMI JOIN keys AS k
            ON b._kind = 'attempt' AND b.source = k.source AND b.transaction_id = k.transaction_id),
       CAST(max(event_timestamp) FILTER (event_timestamp <= CAST($at AS TIMESTAMP) + INTERVAL ${aheadMinutes} MINUTE) AS VARCHAR)
     FROM incoming`,
    { at: ingestedAt },
  );
  const [attempts, disputes, fxRates, rejected, contested, newest] = read.getRows()[0] ?? [];
  return {
    attempts: Number(attempts),
    disputes: Number(disputes),
    fxRates: Number(fxRates),
    rejected: Number(rejected),
    contested: Number(contested),
    newestEvent: newest === null || newest === undefined ? null : String(newest),
  };
}
