import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { DependencyError } from "../errors.ts";

/** How long a statement waits for another connection to finish writing. */
const busyMs = 10_000;
const mostStatements = 200;
/** SQLITE_BUSY. */
const busy = 5;
const failures: Readonly<Record<number, string>> = {
  [busy]: "is being written to by another process for too long",
  8: "cannot be written to: its file is read-only",
  10: "cannot be read or written: the disk failed",
  13: "cannot be written to: the disk is full",
  14: "cannot be opened",
};

/** Kysely over the SQLite that Node brings. Safe for several processes: WAL, and writers take turns. */
export const sqliteDialect = (path: string): Dialect => ({
  createDriver: () => driverOf(path),
  createQueryCompiler: () => new SqliteQueryCompiler(),
  createAdapter: () => new SqliteAdapter(),
  createIntrospector: (db) => new SqliteIntrospector(db),
});

function driverOf(path: string): Driver {
  let connection: SqliteConnection | null = null;
  const run = (statement: string) => async (on: DatabaseConnection) => {
    await on.executeQuery(CompiledQuery.raw(statement));
  };
  return {
    async init() {
      connection = await openConnection(path);
    },
    async acquireConnection() {
      if (connection === null) throw new Error("the driver was not initialised");
      return connection;
    },
    // Why immediate: a transaction that reads first and writes later is refused at once when another wrote in between.
    beginTransaction: run("begin immediate"),
    commitTransaction: run("commit"),
    rollbackTransaction: run("rollback"),
    releaseConnection: async () => undefined,
    async destroy() {
      connection?.close();
    },
  };
}

async function openConnection(path: string): Promise<SqliteConnection> {
  const database = new DatabaseSync(path, { timeout: 0 });
  const connection = new SqliteConnection(database);
  try {
    await connection.executeQuery(CompiledQuery.raw("pragma journal_mode = wal"));
    // Why full: what was acknowledged stays, also when the machine loses power.
    await connection.executeQuery(CompiledQuery.raw("pragma synchronous = full"));
    await connection.executeQuery(CompiledQuery.raw("pragma foreign_keys = on"));
  } catch (error) {
    database.close();
    throw error;
  }
  return connection;
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Waits without holding up the process while another connection writes. */
  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const giveUpAt = performance.now() + busyMs;
    for (;;) {
      try {
        return this.#run(sql, parameters);
      } catch (error) {
        if (primaryCode(error) !== busy || performance.now() > giveUpAt) throw failure(error);
      }
      await sleep(1 + Math.random() * 4);
    }
  }

  // biome-ignore lint/correctness/useYield: the interface asks for a generator; nothing of ours streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("the state has no query whose rows are streamed");
  }

  close(): void {
    this.#prepared.clear();
    this.#database.close();
  }

  #run<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    const statement = this.#prepare(sql);
    // Kysely compiles parameters of the tables' types: text, numbers and null.
    const bound = parameters as SQLInputValue[];
    if (statement.columns().length > 0) return { rows: statement.all(...bound) as Row[] };
    const { changes, lastInsertRowid } = statement.run(...bound);
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared;
    const statement = known.get(sql) ?? this.#database.prepare(sql);
    known.delete(sql);
    known.set(sql, statement);
    const [oldest] = known.keys();
    if (known.size > mostStatements && oldest !== undefined) known.delete(oldest);
    return statement;
  }
}

/** What the file or the disk does not let us do is no bug: it works again when they do. */
function failure(error: unknown): unknown {
  const why = failures[primaryCode(error) ?? -1];
  return why === undefined ? error : new DependencyError(`The state ${why}.`, { cause: error });
}

/** SQLite's result code without what it adds in the higher bytes; null for an error of another kind. */
const primaryCode = (error: unknown): number | null =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : null;
