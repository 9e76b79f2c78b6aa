import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { DependencyError } from "../errors.ts";
import { findSlot, newestSlots } from "../state/job-slots.ts";
import { leaveNotification } from "../state/notifications.ts";
import { openState, type State } from "../state/open-state.ts";
import { dueSlot } from "./due-slot.ts";
import type { Job } from "./job.ts";
import { runSlot, type Work } from "./run-slot.ts";

let dataDir: string;
let states: State[];
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "jobs-"));
  states = await Promise.all([1, 2, 3, 4].map(() => openState({ dataDir })));
});
afterEach(async () => {
  for (const state of states) await state.close();
  rmSync(dataDir, { recursive: true });
});

const first = (): State["db"] => {
  const [state] = states;
  if (state === undefined) throw new Error("no state");
  return state.db;
};
const at = (text: string): Date => new Date(`${text}:00Z`);
const job: Job = { agent: "risk", cron: "0 */2 * * *" };

/** Work that counts its effects in rows of their own, so that a second one would be seen. */
let effects = 0;
const work = async (): Promise<Work> => ({
  runId: "run-1",
  async effect(tx, now) {
    effects += 1;
    await leaveNotification(tx, { id: `effect-${effects}`, body: "{}", now });
    return "{}";
  },
});
const written = async (db: State["db"]): Promise<number> =>
  (await db.selectFrom("notifications").select("id").execute()).length;

describe("runSlot", () => {
  test("writes one effect for a slot that many work on at once, with clocks that jump", async () => {
    const slots = Array.from({ length: 60 }, (_, index) =>
      new Date(Date.UTC(2026, 10, 1, index)).toISOString(),
    );
    const isOver = new Set<string>();
    await Promise.all(
      states.map(async ({ db }, index) => {
        let clock = 0;
        const now = () => new Date(Date.now() + clock);
        while (isOver.size < slots.length)
          for (const slot of slots.toSorted(() => Math.sin(clock + index))) {
            clock = 7_200_000 * (Math.random() - 0.5);
            const slow = async () => {
              if (Math.random() < 0.2) await sleep(3);
              return work();
            };
            const result = await runSlot({
              db,
              job: "risk",
              slot,
              now,
              work: slow,
              leaseMs: 1_000,
            });
            if (result.status === "ended") isOver.add(slot);
          }
      }),
    );
    expect(await written(first())).toBe(slots.length);
  });

  test("undoes the effect of a worker whose slot went to another while it worked", async () => {
    const slot = at("2026-11-24T12:00").toISOString();
    const gate = Promise.withResolvers<void>();
    let clock = at("2026-11-24T12:00");
    const now = () => clock;
    const slow = runSlot({
      db: first(),
      job: "risk",
      slot,
      now,
      leaseMs: 30_000,
      work: async () => {
        await gate.promise;
        return work();
      },
    });
    await sleep(20);
    expect(await runSlot({ db: first(), job: "risk", slot, now, work })).toEqual({
      status: "overlap",
    });
    clock = at("2026-11-24T12:01");
    expect(await runSlot({ db: first(), job: "risk", slot, now, work })).toMatchObject({
      status: "ended",
      isMine: true,
      row: { status: "done", attempts: 2 },
    });
    gate.resolve();
    expect(await slow).toEqual({ status: "lost" });
    expect(await written(first())).toBe(1);
  });

  test("tries a slot that fails three times, keeps the reason, and gives it up", async () => {
    const slot = at("2026-11-24T12:00").toISOString();
    const now = () => at("2026-11-24T12:00");
    let tries = 0;
    const failing = async (): Promise<Work> => {
      tries += 1;
      throw new DependencyError("the warehouse is away");
    };
    for (let index = 0; index < 5; index++)
      await runSlot({ db: first(), job: "risk", slot, now, work: failing });
    expect(tries).toBe(3);
    expect(await findSlot(first(), { job: "risk", slot })).toMatchObject({
      status: "failed",
      reason: "the warehouse is away",
    });
  });

  test("ends work that takes too long, and says so", async () => {
    const slot = at("2026-11-24T12:00").toISOString();
    const endless = (signal: AbortSignal) => sleep(60_000, undefined, { signal }).then(work);
    const now = () => at("2026-11-24T12:00");
    const result = await runSlot({
      db: first(),
      job: "risk",
      slot,
      now,
      work: endless,
      timeoutMs: 20,
    });
    expect(result).toMatchObject({
      row: { status: "failed", reason: "It took longer than 0.02 s." },
    });
  });
});

describe("dueSlot", () => {
  const due = (text: string) => dueSlot(first(), job, at(text));
  const done = (slot: string) =>
    runSlot({ db: first(), job: "risk", slot, now: () => new Date(slot), work });

  test("begins a job that was never known with its next slot", async () => {
    expect(await due("2026-11-24T12:30")).toBeNull();
    expect(await due("2026-11-24T13:59")).toBeNull();
    expect(await due("2026-11-24T14:00")).toBe("2026-11-24T14:00:00.000Z");
  });

  test("catches up the newest of the missed slots and notes the others as skipped", async () => {
    await done("2026-11-24T12:00:00.000Z");
    expect(await due("2026-11-25T01:00")).toBe("2026-11-25T00:00:00.000Z");
    const known = await newestSlots(first(), "risk", { until: at("2026-11-26T00:00"), limit: 99 });
    expect(known.map(({ slot, status }) => `${slot.slice(11, 13)} ${status}`)).toEqual([
      "22 skipped",
      "20 skipped",
      "18 skipped",
      "16 skipped",
      "14 skipped",
      "12 done",
    ]);
    expect(known[0]?.reason).toContain("caught up by the slot of 2026-11-25T00:00");
  });

  test("gives a slot again when its worker died, and a failed one after a rest", async () => {
    await done("2026-11-24T12:00:00.000Z");
    const slot = "2026-11-24T14:00:00.000Z";
    const failing = async (): Promise<Work> => {
      throw new DependencyError("away");
    };
    const now = () => at("2026-11-24T14:00");
    await runSlot({ db: first(), job: "risk", slot, now, work: failing });
    expect(await due("2026-11-24T14:04")).toBeNull();
    expect(await due("2026-11-24T14:05")).toBe(slot);
    await first()
      .updateTable("job_slots")
      .set({ status: "running" })
      .where("slot", "=", slot)
      .execute();
    expect(await due("2026-11-24T14:01")).toBe(slot);
  });

  test("is not led astray by a clock that was ahead for a while", async () => {
    await done("2026-11-24T12:00:00.000Z");
    await done("2030-01-01T00:00:00.000Z");
    expect(await due("2026-11-24T14:10")).toBe("2026-11-24T14:00:00.000Z");
  });
});
