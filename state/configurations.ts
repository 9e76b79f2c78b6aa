import type { Database, RowOf } from "./state-tables.ts";

export type ConfigurationRow = RowOf<"configurations">;

/** What is in force; undefined before anything was ever applied. */
export const newestConfiguration = (db: Database): Promise<ConfigurationRow | undefined> =>
  db
    .selectFrom("configurations")
    .selectAll()
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();

export const findConfiguration = (
  db: Database,
  version: number,
): Promise<ConfigurationRow | undefined> =>
  db.selectFrom("configurations").selectAll().where("version", "=", version).executeTakeFirst();

/** The newest first. */
export const listConfigurations = (db: Database, limit: number): Promise<ConfigurationRow[]> =>
  db.selectFrom("configurations").selectAll().orderBy("version", "desc").limit(limit).execute();

/** Writes the next version and gives its number. Versions are never changed; call it where decisions take turns. */
export async function writeConfiguration(
  tx: Database,
  row: Omit<ConfigurationRow, "version">,
): Promise<number> {
  const version = ((await newestConfiguration(tx))?.version ?? 0) + 1;
  await tx
    .insertInto("configurations")
    .values({ ...row, version })
    .execute();
  return version;
}
