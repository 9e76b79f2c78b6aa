import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, PostgresDialect, type PostgresPool } from "kysely";
import type { Pool } from "pg";
import { DependencyError } from "../errors.ts";
import { migrate } from "./migrate.ts";
import type { Engine } from "./migrations.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import type { Database, StateTables } from "./state-tables.ts";

/** Where a state lies: a folder of this machine, a PostgreSQL, or nowhere, for a test. */
export type StatePlace = { readonly dataDir: string } | { readonly url: string } | "memory";

/** What the application remembers, open. Any number of processes may have the same one open. */
export interface State {
  readonly db: Database;
  readonly engine: Engine;
  close(): Promise<void>;
}

const poolSize = 10;
const connectMs = 10_000;

/** Opens the state and brings its schema up to date. Throws DependencyError when it cannot be had or is newer than the program. */
export async function openState(place: StatePlace, now = new Date()): Promise<State> {
  const { db, engine } = await connect(place);
  try {
    await migrate(db, engine, now.toISOString());
  } catch (cause) {
    await db.destroy();
    if (cause instanceof DependencyError) throw cause;
    const where = typeof place !== "string" && "url" in place ? "STATE_URL" : "the data folder";
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DependencyError(`The state in ${where} cannot be opened: ${why}`, { cause });
  }
  return { db, engine, close: () => db.destroy() };
}

async function connect(place: StatePlace): Promise<{ db: Database; engine: Engine }> {
  if (typeof place !== "string" && "url" in place) {
    // Why here: nobody without a PostgreSQL loads its driver.
    const pg = (await import("pg")).default;
    const pool = new pg.Pool({
      connectionString: place.url,
      max: poolSize,
      connectionTimeoutMillis: connectMs,
    });
    // Why: an idle connection that the server closes is replaced by the next query; unheard, it would end the process.
    pool.on("error", () => undefined);
    return {
      db: new Kysely<StateTables>({ dialect: new PostgresDialect({ pool: reachable(pool) }) }),
      engine: "postgres",
    };
  }
  return {
    db: new Kysely<StateTables>({ dialect: sqliteDialect(fileOf(place)) }),
    engine: "sqlite",
  };
}

/** A PostgreSQL that is away is no bug of ours: it is said in words, and without what the URL holds. */
const reachable = (pool: Pool): PostgresPool => ({
  connect: () =>
    pool.connect().catch((cause: unknown) => {
      throw new DependencyError("The PostgreSQL of STATE_URL cannot be reached.", { cause });
    }),
  end: () => pool.end(),
  options: pool.options,
});

function fileOf(place: "memory" | { readonly dataDir: string }): string {
  if (place === "memory") return ":memory:";
  mkdirSync(place.dataDir, { recursive: true });
  return join(place.dataDir, "state.sqlite");
}
