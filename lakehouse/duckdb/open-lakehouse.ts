import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DependencyError, NoDataError } from "../../errors.ts";
import type { Row, SqlParams, Warehouse } from "../warehouse.ts";
import { duckDbWarehouse, runQuery } from "./duckdb-warehouse.ts";

export interface LakehouseOptions {
  /** A reader cannot write, read or write other files, load extensions, or change settings. Default false. */
  readonly readOnly?: boolean;
  /** Who the statements run as; part of every receipt. */
  readonly identity?: string;
  /** DuckDB's spelling, such as `700MB`. More than that spills to `tempDirectory`. */
  readonly memoryLimit?: string;
  /** Default: beside the database. */
  readonly tempDirectory?: string;
  /** Default: all cores. */
  readonly threads?: number;
}

/** An open lakehouse: the door for readers, and one connection with state for whoever builds it. */
export interface Lakehouse {
  readonly path: string;
  readonly warehouse: Warehouse;
  /** The builder's connection: transactions, appenders and temporary tables live on it. */
  readonly connection: DuckDBConnection;
  /** One statement on `connection`, `:name` parameters, without limit of rows or time. Throws DependencyError. */
  run(sql: string, params?: SqlParams): Promise<Row[]>;
  /** A connection of one's own, for whoever needs session state; whoever asks closes it. */
  connect(): Promise<DuckDBConnection>;
  close(): void;
}

export const inMemory = ":memory:";
const macros = readFileSync(new URL("./spark-macros.sql", import.meta.url), "utf8");
const unlimited = { maxRows: 2 ** 31, timeoutMs: 2 ** 31 - 1 };

/**
 * Opens (and, unless `readOnly`, creates) the lakehouse in one DuckDB file or in memory.
 * Throws NoDataError where a reader finds no file, DependencyError where the file is locked or is no lakehouse.
 */
export async function openLakehouse(
  path: string,
  options: LakehouseOptions = {},
): Promise<Lakehouse> {
  const { readOnly = false, identity = "local" } = options;
  if (path !== inMemory) {
    if (readOnly && !existsSync(path)) {
      throw new NoDataError("nothing is loaded yet: run `pay load FILE`", { path });
    }
    mkdirSync(dirname(path), { recursive: true });
  }
  const instance = await openInstance(path, settings(path, options));
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  if (readOnly) {
    await connection.run("SET GLOBAL enable_external_access = false");
    await connection.run("SET GLOBAL lock_configuration = true");
  } else {
    await connection.run(macros);
  }
  return {
    path,
    warehouse: duckDbWarehouse(instance, identity),
    connection,
    run: (sql, params = {}) => runQuery(connection, sql, params, unlimited),
    connect: () => instance.connect(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function settings(path: string, options: LakehouseOptions): Record<string, string> {
  const temp = options.tempDirectory ?? (path === inMemory ? undefined : `${path}.tmp`);
  return {
    access_mode: options.readOnly ? "READ_ONLY" : "AUTOMATIC",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
    default_null_order: "nulls_first_on_asc_last_on_desc",
    preserve_insertion_order: "false",
    memory_limit: options.memoryLimit ?? "700MB",
    ...(temp ? { temp_directory: temp } : {}),
    ...(options.threads ? { threads: String(options.threads) } : {}),
  };
}

async function openInstance(path: string, config: Record<string, string>): Promise<DuckDBInstance> {
  try {
    return await DuckDBInstance.create(path, config);
  } catch (error) {
    throw cannotOpen(path, error);
  }
}

function cannotOpen(path: string, cause: unknown): DependencyError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const holder = /\(PID (\d+)\)/.exec(message)?.[1];
  const problem = /lock/i.test(message)
    ? `${path} is in use by ${holder ? `process ${holder}` : "another process"}: wait for it or stop it, then try again`
    : `${path} cannot be opened as a lakehouse: move it away and load the exports again`;
  return new DependencyError(problem, { path, cause });
}
