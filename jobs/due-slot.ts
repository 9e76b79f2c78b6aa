import { newestSlots, skipSlots } from "../state/job-slots.ts";
import type { Database } from "../state/state-tables.ts";
import { type Job, slotsBetween } from "./job.ts";
import { mostAttempts } from "./run-slot.ts";

const dayMs = 86_400_000;
/** Slots missed for longer are not even noted as skipped. */
const lookBackMs = 7 * dayMs;
/** How long a failed slot rests before it is tried again, times its attempts. */
const restMs = 5 * 60_000;

/**
 * The slot of a job to run now; null when there is none. The rule for missed slots: only the newest is caught up, because a
 * run looks at the newest data whatever its slot; the older ones are noted as skipped. A job that was never known begins with
 * its next slot.
 */
export async function dueSlot(db: Database, job: Job, now: Date): Promise<string | null> {
  const known = await newestSlots(db, job.agent, { until: now, limit: 1 });
  const from = new Date(now.getTime() - lookBackMs);
  const [newest] = known;
  const due = slotsBetween(job, after(newest?.slot, from), now);
  const last = due.at(-1);
  if (newest === undefined) {
    const reason = "It was before the schedule first ran.";
    await skipSlots(db, job.agent, last === undefined ? [] : [last], { reason, now });
    return null;
  }
  if (last !== undefined) {
    const reason = `It was missed and is caught up by the slot of ${last}.`;
    await skipSlots(db, job.agent, due.slice(0, -1), { reason, now });
    return last;
  }
  if (newest.status === "running") return newest.slot;
  const isOpen = newest.status === "failed" && newest.attempts < mostAttempts.failed;
  const rested = Date.parse(newest.ended_at ?? "") + restMs * newest.attempts;
  return isOpen && now.getTime() >= rested ? newest.slot : null;
}

const after = (slot: string | undefined, from: Date): Date =>
  slot === undefined ? from : new Date(Math.max(Date.parse(slot), from.getTime()));
