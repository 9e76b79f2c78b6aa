import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { DependencyError, NoDataError } from "../../errors.ts";
import { contractOf, windowContractOf } from "../access/access-contract.ts";
import type { Caller } from "../access/caller.ts";
import { callerDoors } from "../access/caller-doors.ts";
import type { Row, SqlParams, Warehouse } from "../warehouse.ts";
import { duckDbWarehouse, runQuery } from "./duckdb-warehouse.ts";
import { type InFlight, slots } from "./slots.ts";

export interface LakehouseOptions {
  /** A reader cannot write, read or write other files, load extensions, or change settings. Default false. */
  readonly readOnly?: boolean;
  /** Folders that remain in reach of statements; given, nothing else does, and settings are locked. A reader's default: none. */
  readonly reachable?: readonly string[];
  /** Statements at a time, for callers and builder's door together. Default: what Node's default thread pool can take. */
  readonly inFlight?: InFlight;
  /** DuckDB's spelling, such as `700MB`. More than that spills to `tempDirectory`. */
  readonly memoryLimit?: string;
  /** Default: beside the database. */
  readonly tempDirectory?: string;
  /** Default: all cores. */
  readonly threads?: number;
}

/** An open lakehouse: a door for each caller, and one connection with state for whoever builds it. */
export interface Lakehouse {
  readonly path: string;
  /** The product's own door: it sees everything. What is asked on behalf of somebody goes through `warehouseFor`. */
  readonly warehouse: Warehouse;
  /** The door for agents that work for a caller: its contract holds whatever the statement says. The same object for the same caller. */
  warehouseFor(caller: Caller): Warehouse;
  /** The door for a caller's own SQL. */
  windowFor(caller: Caller): Warehouse;
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
/** One below the four threads of Node's pool, so that running statements never starve the file system. */
const defaultInFlight: InFlight = { short: 2, long: 1 };
const patience = { longAfterMs: 250, waiting: 200, waitMs: 20_000 };
const unlimited = { maxRows: 2 ** 31, timeoutMs: 2 ** 31 - 1 };

/**
 * Opens (and, unless `readOnly`, creates) the lakehouse in one DuckDB file or in memory.
 * Throws NoDataError where a reader finds no file, DependencyError where the file is locked or is no lakehouse.
 */
export async function openLakehouse(
  path: string,
  options: LakehouseOptions = {},
): Promise<Lakehouse> {
  const { readOnly = false, inFlight = defaultInFlight } = options;
  if (path !== inMemory) {
    if (readOnly && !existsSync(path)) {
      throw new NoDataError("nothing is loaded yet: run `pay load FILE`", { path });
    }
    mkdirSync(dirname(path), { recursive: true });
  }
  const instance = await openInstance(path, settings(path, options));
  const connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
  if (!readOnly) await connection.run(macros);
  const reachable = options.reachable ?? (readOnly ? [] : null);
  if (reachable !== null) await lockDown(connection, reachable);
  const takeSlot = slots({ ...inFlight, ...patience });
  const doors = callerDoors(instance, takeSlot);
  return {
    path,
    warehouse: duckDbWarehouse(instance, { identity: "local", takeSlot }),
    warehouseFor: (caller) => doors(caller, contractOf(caller)),
    windowFor: (caller) => doors(caller, windowContractOf(caller)),
    connection,
    run: (sql, params = {}) => runQuery(connection, sql, params, unlimited),
    connect: () => instance.connect(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/**
 * What an instance can forbid to every connection, the builder's included. Settings that loading changes stay open; no
 * statement of a caller gets as far as a setting.
 */
async function lockDown(connection: DuckDBConnection, reachable: readonly string[]): Promise<void> {
  const folders = reachable.map((folder) => `'${join(folder, "/").replaceAll("'", "''")}'`);
  await connection.run(`SET GLOBAL allowed_directories = [${folders.join(", ")}]`);
  await connection.run("SET GLOBAL enable_external_access = false");
  await connection.run(`SET GLOBAL allowed_configs = ['disabled_optimizers']`);
  await connection.run("SET GLOBAL lock_configuration = true");
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
