import type { Lease } from "./leases.ts";
import type { Database, RowOf } from "./state-tables.ts";

export type SlotRow = RowOf<"job_slots">;
export interface SlotKey {
  readonly job: string;
  /** The instant that the slot stands for, ISO in UTC. */
  readonly slot: string;
}

export interface MostAttempts {
  readonly failed: number;
  readonly begun: number;
}

/**
 * Takes a slot to work on it, under the job's lease: a new one, one whose worker is gone (begun fewer than `most.begun`
 * times), or one that failed (begun fewer than `most.failed` times). False when it is done, skipped, or given up.
 */
export async function claimSlot(
  db: Database,
  { job, slot, lease, now, most }: SlotKey & { lease: Lease; now: Date; most: MostAttempts },
): Promise<boolean> {
  const { token } = lease;
  const claimed = { status: "running" as const, token, started_at: now.toISOString() };
  const row = await db
    .insertInto("job_slots")
    .values({ job, slot, ...claimed, attempts: 1 })
    .onConflict((on) =>
      on
        .columns(["job", "slot"])
        .doUpdateSet((of) => ({
          ...claimed,
          ended_at: null,
          reason: null,
          attempts: of("job_slots.attempts", "+", 1),
        }))
        .where((of) =>
          of.or([
            of.and([
              of("job_slots.status", "=", "failed"),
              of("job_slots.attempts", "<", most.failed),
            ]),
            of.and([
              of("job_slots.status", "=", "running"),
              of("job_slots.attempts", "<", most.begun),
            ]),
          ]),
        ),
    )
    .returning("slot")
    .executeTakeFirst();
  return row !== undefined;
}

type Ended = { readonly status: "done" | "failed" } & Pick<
  SlotRow,
  "run_id" | "outcome" | "reason"
>;

/** Ends a slot, once: false when another worker has it since, and nothing is written. Call it with the effect in one transaction. */
export async function endSlot(
  tx: Database,
  { job, slot, lease, now, ended }: SlotKey & { lease: Lease; now: Date; ended: Ended },
): Promise<boolean> {
  // Touching the lease's row makes whoever wants to take it over wait for this transaction.
  const { numUpdatedRows: held } = await tx
    .updateTable("leases")
    .set({ holder: lease.holder })
    .where("name", "=", lease.name)
    .where("token", "=", lease.token)
    .executeTakeFirst();
  if (held !== 1n) return false;
  const { numUpdatedRows } = await tx
    .updateTable("job_slots")
    .set({ ...ended, ended_at: now.toISOString() })
    .where("job", "=", job)
    .where("slot", "=", slot)
    .where("status", "=", "running")
    .where("token", "=", lease.token)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** Says why slots are not worked on. Those that are known already stay as they are. */
export async function skipSlots(
  db: Database,
  job: string,
  slots: readonly string[],
  { reason, now }: { reason: string; now: Date },
): Promise<void> {
  if (slots.length === 0) return;
  const at = now.toISOString();
  const skipped = { status: "skipped" as const, token: 0, attempts: 0, reason };
  await db
    .insertInto("job_slots")
    .values(slots.map((slot) => ({ job, slot, ...skipped, started_at: at, ended_at: at })))
    .onConflict((on) => on.columns(["job", "slot"]).doNothing())
    .execute();
}

export const findSlot = (db: Database, { job, slot }: SlotKey): Promise<SlotRow | undefined> =>
  db
    .selectFrom("job_slots")
    .selectAll()
    .where("job", "=", job)
    .where("slot", "=", slot)
    .executeTakeFirst();

/** The newest slots of a job up to an instant, newest first. */
export const newestSlots = (
  db: Database,
  job: string,
  { until, limit }: { until: Date; limit: number },
): Promise<SlotRow[]> =>
  db
    .selectFrom("job_slots")
    .selectAll()
    .where("job", "=", job)
    .where("slot", "<=", until.toISOString())
    .orderBy("slot", "desc")
    .limit(limit)
    .execute();

/** What the last slot before this one found, by key; null where none was ever finished. */
export async function findingsBefore(
  db: Database,
  { job, slot }: SlotKey,
): Promise<{ slot: string; titles: Map<string, string> } | null> {
  const last = await db
    .selectFrom("job_slots")
    .select("slot")
    .where("job", "=", job)
    .where("slot", "<", slot)
    .where("status", "=", "done")
    .orderBy("slot", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return null;
  const rows = await db
    .selectFrom("findings")
    .select(["key", "title"])
    .where("job", "=", job)
    .where("slot", "=", last.slot)
    .orderBy("key")
    .execute();
  return { slot: last.slot, titles: new Map(rows.map(({ key, title }) => [key, title])) };
}
