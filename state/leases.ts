import type { Database } from "./state-tables.ts";

/** A right to do something alone until it expires. `token` proves it: a later holder has a higher one. */
export interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly token: number;
}

interface Terms {
  readonly name: string;
  /** Who asks, unique to one attempt: the same holder asking twice is refused too. */
  readonly holder: string;
  readonly now: Date;
  readonly ms: number;
}

/** Takes a lease that nobody holds, or whose time is over; null while somebody has it. */
export async function takeLease(
  db: Database,
  { name, holder, now, ms }: Terms,
): Promise<Lease | null> {
  const expires_at = expiry(now, ms);
  const taken = await db
    .insertInto("leases")
    .values({ name, holder, token: 1, expires_at })
    .onConflict((on) =>
      on
        .column("name")
        .doUpdateSet((of) => ({ holder, expires_at, token: of("leases.token", "+", 1) }))
        .where("leases.expires_at", "<=", now.toISOString()),
    )
    .returning("token")
    .executeTakeFirst();
  return taken === undefined ? null : { name, holder, token: taken.token };
}

/** Holds on for longer; false when somebody else has taken it since. */
export async function renewLease(
  db: Database,
  lease: Lease,
  now: Date,
  ms: number,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("leases")
    .set({ expires_at: expiry(now, ms) })
    .where("name", "=", lease.name)
    .where("token", "=", lease.token)
    .where("holder", "=", lease.holder)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Gives it back. The row stays, so that tokens go on growing. */
export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await db
    .updateTable("leases")
    .set({ expires_at: "" })
    .where("name", "=", lease.name)
    .where("token", "=", lease.token)
    .execute();
}

const expiry = (now: Date, ms: number): string => new Date(now.getTime() + ms).toISOString();
