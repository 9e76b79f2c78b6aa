import type { Database, RowOf } from "./state-tables.ts";

export type NotificationRow = RowOf<"notifications">;

/** Leaves a message to be sent. Call it in the transaction of what it tells; the same id is left once. */
export async function leaveNotification(
  tx: Database,
  { id, body, now }: { id: string; body: string; now: Date },
): Promise<void> {
  const at = now.toISOString();
  await tx
    .insertInto("notifications")
    .values({ id, body, state: "waiting", attempts: 0, next_at: at, created_at: at })
    .onConflict((on) => on.column("id").doNothing())
    .execute();
}

/** Takes the messages whose time has come; nobody else gets them before `until`, should the taker die. */
export const takeNotifications = (
  db: Database,
  { now, until, limit }: { now: Date; until: Date; limit: number },
): Promise<NotificationRow[]> =>
  db
    .updateTable("notifications")
    .set((of) => ({ next_at: until.toISOString(), attempts: of("attempts", "+", 1) }))
    .where("id", "in", (of) =>
      of
        .selectFrom("notifications")
        .select("id")
        .where("state", "=", "waiting")
        .where("next_at", "<=", now.toISOString())
        .orderBy("next_at")
        .limit(limit),
    )
    .where("next_at", "<=", now.toISOString())
    .returningAll()
    .execute();

/** Keeps what became of a message that was sent. */
export async function settleNotification(
  db: Database,
  id: string,
  became: Pick<NotificationRow, "state" | "next_at" | "error">,
): Promise<void> {
  await db.updateTable("notifications").set(became).where("id", "=", id).execute();
}
