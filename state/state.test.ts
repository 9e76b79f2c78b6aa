import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DependencyError } from "../errors.ts";
import { appendAudit, verifyAudit } from "./audit.ts";
import { releaseLease, renewLease, takeLease } from "./leases.ts";
import { openState, type State, type StatePlace } from "./open-state.ts";
import { appendEvents, beginRun, endLostRuns, findReceipt, findRun, readEvents } from "./runs.ts";
import { lastPlan, rememberPlan } from "./threads.ts";
import { startPostgres, type ThrowawayPostgres } from "./throwaway-postgres.fixture.ts";

let folder: string;
let postgres: ThrowawayPostgres;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "state-"));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 24, 12, 0, seconds));
const entry = (subject: string, detail = {}) => ({
  at: at(0).toISOString(),
  who: "ana",
  what: "tool.called",
  subject,
  detail,
});
const aRun = (id: string, holder = "process-1") => ({
  id,
  kind: "ask" as const,
  owner: "ana",
  thread: null,
  input: "{}",
  status: "running" as const,
  reason: null,
  last_seq: 0,
  holder,
  lease_until: at(15).toISOString(),
  started_at: at(0).toISOString(),
  ended_at: null,
});

describe.each(["sqlite", "postgres"] as const)("the state on %s", (engine) => {
  let place: StatePlace;
  let state: State;
  let other: State;
  beforeAll(async () => {
    place = engine === "sqlite" ? { dataDir: folder } : { url: postgres.url };
    // Two at once: both migrate, one of them does the work.
    [state, other] = await Promise.all([openState(place), openState(place)]);
  });
  afterAll(async () => {
    await state.close();
    await other.close();
  });

  test("one of two who want a lease gets it, and every holder's token is higher", async () => {
    const terms = { name: "thread:1", ms: 10_000, now: at(0) };
    const both = await Promise.all([
      takeLease(state.db, { ...terms, holder: "a" }),
      takeLease(other.db, { ...terms, holder: "b" }),
    ]);
    const first = both.find((lease) => lease !== null);
    expect(both.filter((lease) => lease !== null)).toHaveLength(1);
    expect(await takeLease(other.db, { ...terms, holder: "c", now: at(9) })).toBeNull();

    const second = await takeLease(other.db, { ...terms, holder: "d", now: at(10) });
    expect(second?.token).toBe(2);
    if (first === undefined || first === null || second === null) throw new Error("no lease");
    expect(await renewLease(state.db, first, at(11), 10_000)).toBe(false);
    expect(await renewLease(state.db, second, at(11), 10_000)).toBe(true);
    await releaseLease(state.db, first);
    expect(await takeLease(state.db, { ...terms, holder: "e", now: at(12) })).toBeNull();
    await releaseLease(state.db, second);
    expect((await takeLease(state.db, { ...terms, holder: "e", now: at(12) }))?.token).toBe(3);
  });

  test("a thread forgets what a holder writes whose lease went to another", async () => {
    const lease = (token: number) => ({ name: "thread:2", holder: `h${token}`, token });
    const turn = (plan: string, token: number) =>
      rememberPlan(state.db, { key: "2", plan, lease: lease(token), now: at(0) });
    expect(await lastPlan(state.db, "2")).toBeNull();
    expect(await turn("one", 1)).toBe(true);
    expect(await turn("three", 3)).toBe(true);
    expect(await turn("two, late", 2)).toBe(false);
    expect(await lastPlan(other.db, "2")).toBe("three");
  });

  test("a run is read back by another process, with its receipts for its owner alone", async () => {
    const run = aRun("run-1");
    await beginRun(state.db, run);
    await appendEvents(state.db, run, [
      { seq: 1, type: "run.started", body: "1" },
      { seq: 2, type: "receipt", body: "2", receipt: { id: "r-1", body: "{}" } },
    ]);
    await appendEvents(state.db, run, [{ seq: 3, type: "plan", body: "3" }]);
    expect(await readEvents(other.db, "run-1", 1)).toEqual(["2", "3"]);
    expect(await findReceipt(other.db, "r-1", "ana")).toBe("{}");
    expect(await findReceipt(other.db, "r-1", "bob")).toBeNull();
  });

  test("a run whose process is gone ends with its reason, and its writer is refused from then on", async () => {
    const run = aRun("run-2");
    await beginRun(state.db, run);
    const [first, second] = [1, 2].map((seq) => ({ seq, type: "plan", body: "{}" }));
    if (first === undefined || second === undefined) throw new Error("no events");
    await appendEvents(state.db, run, [first]);
    expect(await endLostRuns(other.db, at(14))).not.toContain("run-2");
    expect(await endLostRuns(other.db, at(15))).toContain("run-2");
    expect(await findRun(state.db, "run-2")).toMatchObject({ status: "interrupted", last_seq: 1 });
    await expect(appendEvents(state.db, run, [second])).rejects.toThrow(DependencyError);
  });

  test("the audit keeps its order under many writers and cannot be changed", async () => {
    const before = await verifyAudit(state.db);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? state : other).db
          .transaction()
          .execute((tx) => appendAudit(tx, [entry(`a${index}`), entry(`b${index}`)])),
      ),
    );
    const verdict = await verifyAudit(state.db, before.head);
    expect(verdict).toMatchObject({ rows: before.rows + 40, broken: null });
    await expect(sql`update audit set who = 'eve'`.execute(state.db)).rejects.toThrow(
      "append-only",
    );
    await expect(sql`delete from audit`.execute(state.db)).rejects.toThrow("append-only");
  });

  test("a state that a newer program wrote is refused, and opened again by that program", async () => {
    await state.db.insertInto("schema_versions").values({ version: 99, at: "" }).execute();
    await expect(openState(place)).rejects.toThrow(DependencyError);
    await expect(openState(place)).rejects.toThrow("schema 99");
    await state.db.deleteFrom("schema_versions").where("version", "=", 99).execute();
    await (await openState(place)).close();
  });
});

describe("an altered audit", () => {
  /** A chain of twenty rows without its triggers, as somebody with the file in hand has it. */
  async function chain(): Promise<State> {
    const state = await openState("memory");
    await appendAudit(
      state.db,
      Array.from({ length: 20 }, (_, index) => entry(`s${index}`, { index })),
    );
    await sql`drop trigger audit_no_update`.execute(state.db);
    await sql`drop trigger audit_no_delete`.execute(state.db);
    return state;
  }

  test("is found at the row, whichever row and column it is", async () => {
    for (const column of ["at", "who", "what", "subject", "detail", "previous", "hash"] as const)
      for (const seq of [1, 7, 20]) {
        const { db, close } = await chain();
        await db
          .updateTable("audit")
          .set({ [column]: "x" })
          .where("seq", "=", seq)
          .execute();
        expect((await verifyAudit(db)).broken?.seq).toBe(seq);
        await close();
      }
  });

  test("is found when a row was taken out, at the end too", async () => {
    for (const seq of [1, 7, 20]) {
      const { db, close } = await chain();
      await db.deleteFrom("audit").where("seq", "=", seq).execute();
      expect((await verifyAudit(db)).broken).toEqual({ seq, why: "it is missing" });
      await close();
    }
  });

  test("is found by a head noted earlier when the whole chain was written anew", async () => {
    const { db, close } = await chain();
    const { head } = await verifyAudit(db);
    await db.deleteFrom("audit").execute();
    await db.updateTable("audit_head").set({ seq: 0, hash: "" }).execute();
    await appendAudit(db, [entry("harmless")]);
    expect((await verifyAudit(db)).broken).toBeNull();
    expect((await verifyAudit(db, head)).broken).not.toBeNull();
    await close();
  });
});

test("a PostgreSQL that is away, at the start or later, is a failure in words", async () => {
  const short = await startPostgres();
  const { db, close } = await openState({ url: short.url });
  await verifyAudit(db);
  await short.stop();
  await expect(verifyAudit(db)).rejects.toThrow("cannot be reached");
  await expect(openState({ url: short.url })).rejects.toThrow(DependencyError);
  await close();
});

test("a file that is no state is a failure in words", async () => {
  const dataDir = mkdtempSync(join(folder, "broken-"));
  const file = new DatabaseSync(join(dataDir, "state.sqlite"));
  file.exec("CREATE TABLE runs (x)");
  file.close();
  await expect(openState({ dataDir })).rejects.toThrow(DependencyError);
});
