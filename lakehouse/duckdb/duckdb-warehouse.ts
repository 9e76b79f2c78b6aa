import {
  BIGINT,
  type DuckDBConnection,
  type DuckDBInstance,
  type DuckDBType,
  type DuckDBValue,
} from "@duckdb/node-api";
import { AppError, DependencyError, RefusedError, UsageError } from "../../errors.ts";
import type { QueryOptions, Row, SqlParam, SqlParams, Warehouse } from "../warehouse.ts";
import { toDuckDbParameters } from "./named-parameters.ts";
import { plainValue } from "./plain-value.ts";
import type { TakeSlot } from "./slots.ts";

const defaultMaxRows = 10_000;
const defaultTimeoutMs = 30_000;
/** An interrupt that arrives before the engine has started the statement is lost, hence repeated. */
const interruptEveryMs = 5;

interface DuckDbWarehouseOptions {
  /** Who the statements run as. */
  readonly identity: string;
  readonly takeSlot: TakeSlot;
  /** Makes a fresh connection ready for a statement, in DuckDB's spelling; throws where it must not run. */
  readonly admit?: (connection: DuckDBConnection, sql: string) => Promise<void>;
}

/** The Warehouse over an open DuckDB instance. Every query in flight has a connection of its own. */
export function duckDbWarehouse(
  instance: DuckDBInstance,
  { identity, takeSlot, admit }: DuckDbWarehouseOptions,
): Warehouse {
  return {
    engine: "duckdb",
    identity,
    async query(sql, params = {}, options = {}) {
      const release = await takeSlot(options.signal);
      try {
        const connection = await instance.connect();
        try {
          await admit?.(connection, toDuckDbParameters(sql).sql);
          options.signal?.throwIfAborted();
          return await runQuery(connection, sql, params, options);
        } finally {
          connection.closeSync();
        }
      } finally {
        release();
      }
    },
  };
}

/** Runs one statement on a connection. Throws as `Warehouse.query` does; an abort throws the signal's reason. */
export async function runQuery(
  connection: DuckDBConnection,
  sql: string,
  params: SqlParams,
  { signal, maxRows = defaultMaxRows, timeoutMs = defaultTimeoutMs }: QueryOptions,
): Promise<Row[]> {
  const bound = bind(sql, params);
  const watch = interruptOn(connection, timeoutMs, signal);
  try {
    const read = await connection.streamAndReadUntil(
      bound.sql,
      maxRows + 1,
      bound.values,
      bound.types,
    );
    if (read.currentRowCount > maxRows) {
      throw new RefusedError(`the result has more than ${maxRows} rows: narrow it or aggregate`, {
        maxRows,
      });
    }
    return read.convertRowObjects(plainValue) as Row[];
  } catch (error) {
    if (error instanceof AppError) throw error;
    signal?.throwIfAborted();
    throw watch.timedOut() ? tooSlow(error, timeoutMs) : failed(error);
  } finally {
    watch.stop();
  }
}

/** Only what the text uses is bound: DuckDB refuses the rest. A parameter that is missing is the caller's mistake. */
function bind(sql: string, params: SqlParams) {
  const text = toDuckDbParameters(sql);
  const values: Record<string, DuckDBValue> = {};
  const types: Record<string, DuckDBType> = {};
  for (const name of text.names) {
    const value: SqlParam | undefined = params[name];
    if (value === undefined) throw new UsageError(`parameter :${name} has no value`, { name });
    const isInteger = typeof value === "number" && Number.isSafeInteger(value);
    values[name] = isInteger ? BigInt(value) : value;
    if (isInteger) types[name] = BIGINT;
  }
  return { sql: text.sql, values, types };
}

function interruptOn(connection: DuckDBConnection, timeoutMs: number, signal?: AbortSignal) {
  let again: NodeJS.Timeout | undefined;
  let expired = false;
  const interrupt = (): void => {
    connection.interrupt();
    again ??= setInterval(() => connection.interrupt(), interruptEveryMs);
  };
  const timer = setTimeout(() => {
    expired = true;
    interrupt();
  }, timeoutMs);
  signal?.addEventListener("abort", interrupt, { once: true });
  if (signal?.aborted) interrupt();
  return {
    timedOut: () => expired,
    stop: () => {
      clearTimeout(timer);
      clearInterval(again);
      signal?.removeEventListener("abort", interrupt);
    },
  };
}

const tooSlow = (cause: unknown, timeoutMs: number): DependencyError =>
  new DependencyError(`the query took longer than ${timeoutMs} ms and was stopped`, {
    timeoutMs,
    cause,
  });

const failed = (cause: unknown): DependencyError => {
  const message = cause instanceof Error ? cause.message : String(cause);
  return new DependencyError(`the query failed: ${message.split("\n", 1)[0]}`, { cause });
};
