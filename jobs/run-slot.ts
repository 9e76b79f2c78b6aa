import { randomUUID } from "node:crypto";
import { AppError, DependencyError } from "../errors.ts";
import { claimSlot, endSlot, findSlot, type SlotKey, type SlotRow } from "../state/job-slots.ts";
import { type Lease, releaseLease, renewLease, takeLease } from "../state/leases.ts";
import type { Database } from "../state/state-tables.ts";

/** What a slot's work leaves behind. */
export interface Work {
  readonly runId: string | null;
  /** Written with the end of the slot, in one transaction: all of it once, or nothing. Gives the outcome as JSON. */
  effect(tx: Database, at: Date): Promise<string>;
}

interface RunSlot extends SlotKey {
  readonly db: Database;
  readonly now: () => Date;
  work(signal: AbortSignal): Promise<Work>;
  /** What is written when the work failed for good, with the slot's end. */
  onFailure?(tx: Database, reason: string, at: Date): Promise<void>;
  readonly leaseMs?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** `overlap`: another slot of this job is being worked on. `lost`: the work was done, and somebody else's counts. */
export type SlotResult =
  | { readonly status: "ended"; readonly row: SlotRow; readonly isMine: boolean }
  | { readonly status: "overlap" | "lost" };

/** A slot that failed is tried again, and one whose worker died or lost it to another, more often. */
export const mostAttempts = { failed: 3, begun: 20 };

/**
 * Works on a slot unless it has ended. However many processes try, and whatever their clocks say, its effect is written once:
 * the one transaction that ends the slot needs the newest token of the job's lease.
 */
export async function runSlot(options: RunSlot): Promise<SlotResult> {
  const { db, job, slot, now, leaseMs = 30_000 } = options;
  const ended = await endedSlot(db, { job, slot });
  if (ended !== null) return { status: "ended", row: ended, isMine: false };

  const terms = { name: `job:${job}`, holder: randomUUID(), now: now(), ms: leaseMs };
  const lease = await takeLease(db, terms);
  if (lease === null) return { status: "overlap" };
  try {
    const claim = { job, slot, lease, now: now(), most: mostAttempts };
    if (!(await claimSlot(db, claim))) return await notClaimed(db, { job, slot });
    return await workUnder(lease, options, leaseMs);
  } finally {
    await releaseLease(db, lease);
  }
}

async function workUnder(lease: Lease, options: RunSlot, leaseMs: number): Promise<SlotResult> {
  const { db, job, slot, now, work, onFailure, timeoutMs = 600_000, signal } = options;
  const lost = new AbortController();
  const renewing = setInterval(() => {
    renewLease(db, lease, now(), leaseMs).then(
      (isHeld) => isHeld || lost.abort(new DependencyError("Another process has the slot now.")),
      (error: unknown) => lost.abort(error),
    );
  }, leaseMs / 3).unref();
  const timeout = AbortSignal.timeout(timeoutMs);
  const until = AbortSignal.any([lost.signal, timeout, ...(signal === undefined ? [] : [signal])]);
  const end = (ended: Parameters<typeof endSlot>[1]["ended"], tx: Database, at: Date) =>
    endSlot(tx, { job, slot, lease, now: at, ended });
  try {
    const done = await settled(work, until);
    return await db.transaction().execute(async (tx): Promise<SlotResult> => {
      const at = now();
      if (done.failure === null) {
        const outcome = await done.work.effect(tx, at);
        const { runId: run_id } = done.work;
        if (!(await end({ status: "done", run_id, outcome, reason: null }, tx, at)))
          throw new Lost();
      } else {
        const reason = timeout.aborted
          ? `It took longer than ${timeoutMs / 1_000} s.`
          : done.failure;
        await onFailure?.(tx, reason, at);
        if (!(await end({ status: "failed", run_id: null, outcome: null, reason }, tx, at)))
          throw new Lost();
      }
      const row = await findSlot(tx, { job, slot });
      if (row === undefined) throw new Error("a slot that was just ended is not there");
      return { status: "ended", row, isMine: true };
    });
  } catch (error) {
    if (error instanceof Lost) return { status: "lost" };
    throw error;
  } finally {
    clearInterval(renewing);
  }
}

/** Takes the transaction back, effect and all. */
class Lost extends Error {}

type Settled = { readonly failure: null; readonly work: Work } | { readonly failure: string };

/** Expected failures are the slot's; a bug ends the slot too and is thrown by nobody twice. */
async function settled(work: RunSlot["work"], signal: AbortSignal): Promise<Settled> {
  try {
    return { failure: null, work: await work(signal) };
  } catch (error) {
    if (error instanceof AppError) return { failure: error.message };
    if (signal.aborted) return { failure: "It was stopped before it was finished." };
    throw error;
  }
}

async function endedSlot(db: Database, key: SlotKey): Promise<SlotRow | null> {
  const row = await findSlot(db, key);
  const isOver =
    row !== undefined &&
    (row.status === "done" ||
      row.status === "skipped" ||
      (row.status === "failed" && row.attempts >= mostAttempts.failed));
  return isOver ? row : null;
}

async function notClaimed(db: Database, key: SlotKey): Promise<SlotResult> {
  const row = await endedSlot(db, key);
  if (row !== null) return { status: "ended", row, isMine: false };
  // Why: a worker that died at its last attempt left it running.
  const { numUpdatedRows } = await db
    .updateTable("job_slots")
    .set({ status: "failed", reason: "Its worker stopped each time before it was finished." })
    .where("job", "=", key.job)
    .where("slot", "=", key.slot)
    .where("status", "=", "running")
    .where("attempts", ">=", mostAttempts.begun)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? notClaimed(db, key) : { status: "overlap" };
}
