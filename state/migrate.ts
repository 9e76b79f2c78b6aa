import { sql } from "kysely";
import { DependencyError } from "../errors.ts";
import { type Engine, migrations } from "./migrations.ts";
import type { Database } from "./state-tables.ts";

/** Any number that no other program takes for its lock in the same PostgreSQL. */
const migrationLock = 7_316_204;

/**
 * Brings the schema up to date, once, whoever else starts at the same moment. Throws DependencyError when a newer version of
 * the program has written this state: an older one would misread it.
 */
export async function migrate(db: Database, engine: Engine, now: string): Promise<void> {
  const newest = migrations.at(-1)?.version ?? 0;
  await db.transaction().execute(async (tx) => {
    if (engine === "postgres")
      await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(tx);
    await tx.schema
      .createTable("schema_versions")
      .ifNotExists()
      .addColumn("version", "integer", (column) => column.primaryKey())
      .addColumn("at", "text", (column) => column.notNull())
      .execute();
    const { version } = await tx
      .selectFrom("schema_versions")
      .select((of) => of.fn.coalesce(of.fn.max("version"), sql<number>`0`).as("version"))
      .executeTakeFirstOrThrow();
    if (version > newest)
      throw new DependencyError(
        `The state has schema ${version} and this program knows ${newest}: start the newer program that wrote it.`,
        { found: version, known: newest },
      );
    for (const migration of migrations)
      if (migration.version > version) {
        await migration.up(tx, engine);
        await tx
          .insertInto("schema_versions")
          .values({ version: migration.version, at: now })
          .execute();
      }
  });
}
