import type { QueryOptions, Row, SqlParams, Warehouse } from "../warehouse.ts";

/** Results with more rows than this are read again: they would hold memory for one reader. */
const mostRows = 2_000;
/** So many results are remembered, the oldest go first. */
const mostResults = 500;

export interface SharedReads {
  /** The door through which equal statements are one read. The same object for the same door. */
  of(door: Warehouse): Warehouse;
  /** The data have changed: what was read before is forgotten, what is being read now is not shared with later readers. */
  changed(): void;
}

interface Read {
  readonly rows: Promise<Row[]>;
  /** Readers that still want it. The statement is stopped when the last one gives up. */
  wanted: number;
  readonly stop: AbortController;
}

/**
 * Remembers what statements returned until the data change. Dashboards and agents ask the same of gold again and again;
 * between two refreshes the answer cannot differ. Each door has results of its own: its caller sees other rows.
 */
export function sharedReads(): SharedReads {
  const doors = new Map<Warehouse, Warehouse>();
  const ofDoors: Map<string, Read>[] = [];
  return {
    of(door) {
      const known = doors.get(door);
      if (known !== undefined) return known;
      const reads = new Map<string, Read>();
      ofDoors.push(reads);
      const shared = { ...door, query: sharedQuery(door, reads) };
      doors.set(door, shared);
      return shared;
    },
    changed() {
      for (const reads of ofDoors) reads.clear();
    },
  };
}

function sharedQuery(door: Warehouse, reads: Map<string, Read>): Warehouse["query"] {
  return async (sql, params = {}, { signal, ...limits } = {}) => {
    signal?.throwIfAborted();
    const key = JSON.stringify([sql, params, limits]);
    const read = reads.get(key) ?? begin(door, reads, key, { sql, params, limits });
    read.wanted += 1;
    try {
      const rows = await (signal ? unlessAborted(read.rows, signal) : read.rows);
      return rows.slice();
    } finally {
      read.wanted -= 1;
      if (read.wanted === 0) read.stop.abort();
    }
  };
}

interface Statement {
  readonly sql: string;
  readonly params: SqlParams;
  readonly limits: Omit<QueryOptions, "signal">;
}

function begin(
  door: Warehouse,
  reads: Map<string, Read>,
  key: string,
  { sql, params, limits }: Statement,
): Read {
  const stop = new AbortController();
  const rows = door.query(sql, params, { ...limits, signal: stop.signal });
  const read: Read = { rows, wanted: 0, stop };
  const forget = () => {
    if (reads.get(key) === read) reads.delete(key);
  };
  // Whoever comes after the last reader gave up must not join a statement that is being stopped; a result stays.
  stop.signal.addEventListener("abort", forget);
  rows.then(({ length }) => {
    stop.signal.removeEventListener("abort", forget);
    if (length > mostRows) forget();
  }, forget);
  reads.set(key, read);
  const [oldest] = reads.keys();
  if (reads.size > mostResults && oldest !== undefined) reads.delete(oldest);
  return read;
}

/** Throws the signal's reason as soon as it is aborted, whatever becomes of the work. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
