import { DependencyError } from "../errors.ts";
import { type AuditEntry, appendAudit } from "./audit.ts";
import type { Database, NewRowOf, RowOf } from "./state-tables.ts";

export type RunRow = RowOf<"runs">;
/** An event of a run and what else it leaves behind. */
export interface RecordedEvent {
  readonly seq: number;
  readonly type: string;
  /** JSON */
  readonly body: string;
  readonly receipt?: Omit<NewRowOf<"receipts">, "run_id" | "owner"> | undefined;
  readonly toolCall?: Omit<NewRowOf<"tool_calls">, "run_id"> | undefined;
  readonly audit?: AuditEntry | undefined;
}

interface Ending {
  readonly status: Exclude<RunRow["status"], "running">;
  readonly reason: string | null;
}

/** Writes down that a run has begun. */
export async function beginRun(db: Database, run: NewRowOf<"runs">): Promise<void> {
  await db.insertInto("runs").values(run).execute();
}

/**
 * Writes the next events of a run, all or none. Throws DependencyError when the run is no longer the writer's: it was ended,
 * because its lease had run out.
 */
export async function appendEvents(
  db: Database,
  { id, owner, holder }: Pick<RunRow, "id" | "owner" | "holder">,
  events: readonly RecordedEvent[],
): Promise<void> {
  const [first] = events;
  const last = events.at(-1);
  if (first === undefined || last === undefined) return;
  const { numUpdatedRows } = await db
    .updateTable("runs")
    .set({ last_seq: last.seq })
    .where("id", "=", id)
    .where("holder", "=", holder)
    .where("status", "=", "running")
    .where("last_seq", "=", first.seq - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n)
    throw new DependencyError("The run was ended by another process: its lease had run out.", {
      id,
    });
  await db
    .insertInto("run_events")
    .values(events.map(({ seq, type, body }) => ({ run_id: id, seq, type, body })))
    .execute();
  const receipts = events.flatMap(({ receipt }) => receipt ?? []);
  if (receipts.length > 0)
    await db
      .insertInto("receipts")
      .values(receipts.map((receipt) => ({ ...receipt, owner, run_id: id })))
      .onConflict((on) => on.columns(["id", "owner"]).doNothing())
      .execute();
  const calls = events.flatMap(({ toolCall }) => toolCall ?? []);
  if (calls.length > 0)
    await db
      .insertInto("tool_calls")
      .values(calls.map((call) => ({ ...call, run_id: id })))
      .execute();
  await appendAudit(
    db,
    events.flatMap(({ audit }) => audit ?? []),
  );
}

/** Ends a run that is still going; one that has ended keeps its ending. */
export async function endRun(db: Database, id: string, ending: Ending, now: Date): Promise<void> {
  await db
    .updateTable("runs")
    .set({ ...ending, ended_at: now.toISOString() })
    .where("id", "=", id)
    .where("status", "=", "running")
    .execute();
}

/** Says that whoever holds these runs is still alive. */
export async function renewRuns(db: Database, holder: string, until: Date): Promise<void> {
  await db
    .updateTable("runs")
    .set({ lease_until: until.toISOString() })
    .where("holder", "=", holder)
    .where("status", "=", "running")
    .execute();
}

/** Ends every run whose process has not been heard of for a lease. Gives their ids. */
export async function endLostRuns(db: Database, now: Date): Promise<string[]> {
  const at = now.toISOString();
  return db.transaction().execute(async (tx) => {
    const lost = await tx
      .updateTable("runs")
      .set({
        status: "interrupted",
        reason: "The process that worked on this run stopped before it was finished: ask again.",
        ended_at: at,
      })
      .where("status", "=", "running")
      .where("lease_until", "<=", at)
      .returning("id")
      .execute();
    await appendAudit(
      tx,
      lost.map(({ id }) => ({
        at,
        who: "system",
        what: "run.interrupted",
        subject: id,
        detail: {},
      })),
    );
    return lost.map(({ id }) => id);
  });
}

/**
 * Forgets the events of runs that ended before an instant; what they looked at (tool calls, receipts, audit) stays. A run
 * without events has the last `seq` 0.
 */
export async function forgetEvents(db: Database, before: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const old = await tx
      .updateTable("runs")
      .set({ last_seq: 0 })
      .where("ended_at", "<", before.toISOString())
      .where("last_seq", ">", 0)
      .returning("id")
      .execute();
    for (const { id } of old) await tx.deleteFrom("run_events").where("run_id", "=", id).execute();
  });
}

export const findRun = (db: Database, id: string): Promise<RunRow | undefined> =>
  db.selectFrom("runs").selectAll().where("id", "=", id).executeTakeFirst();

/** The bodies of events after `seq`, in order. */
export async function readEvents(db: Database, id: string, after: number): Promise<string[]> {
  const rows = await db
    .selectFrom("run_events")
    .select("body")
    .where("run_id", "=", id)
    .where("seq", ">", after)
    .orderBy("seq")
    .execute();
  return rows.map(({ body }) => body);
}

/** A receipt that an owner's run gave, as JSON. */
export async function findReceipt(db: Database, id: string, owner: string): Promise<string | null> {
  const row = await db
    .selectFrom("receipts")
    .select("body")
    .where("id", "=", id)
    .where("owner", "=", owner)
    .executeTakeFirst();
  return row?.body ?? null;
}
