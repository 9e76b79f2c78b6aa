import type { Lease } from "./leases.ts";
import type { Database } from "./state-tables.ts";

/** The plan that a conversation goes on from, as JSON; null for one that is new. */
export async function lastPlan(db: Database, key: string): Promise<string | null> {
  const row = await db
    .selectFrom("threads")
    .select("plan")
    .where("key", "=", key)
    .executeTakeFirst();
  return row?.plan ?? null;
}

/** Remembers a turn; false when a later holder of the thread's lease has written since, and nothing is remembered. */
export async function rememberPlan(
  db: Database,
  { key, plan, lease, now }: { key: string; plan: string; lease: Lease; now: Date },
): Promise<boolean> {
  const updated_at = now.toISOString();
  const { token } = lease;
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("threads")
    .values({ key, plan, turns: 1, token, updated_at })
    .onConflict((on) =>
      on
        .column("key")
        .doUpdateSet((of) => ({ plan, token, updated_at, turns: of("threads.turns", "+", 1) }))
        .where("threads.token", "<=", token),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}
