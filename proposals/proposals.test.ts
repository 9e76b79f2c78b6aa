import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Proposal } from "../agents/proposal.ts";
import { proposalOf } from "../agents/proposal-draft.ts";
import { ConflictError, RefusedError, UsageError } from "../errors.ts";
import { planFor, scope } from "../graph/scripted-run.ts";
import type { Caller } from "../lakehouse/access/caller.ts";
import { scriptedResult } from "../routes/scripted-ask.ts";
import { verifyAudit } from "../state/audit.ts";
import { newestConfiguration } from "../state/configurations.ts";
import { parseConfiguration } from "./configuration.ts";
import { approve, type Desk } from "./decide.ts";
import { memoryDesk } from "./memory-desk.fixture.ts";
import { showProposal, showProposals } from "./proposal-view.ts";
import { registerProposals } from "./register.ts";
import { reject, revert, snooze } from "./set-aside.ts";

const olga: Caller = { name: "olga", role: "operator", merchants: null };
const omar: Caller = { name: "omar", role: "operator", merchants: null };
const now = new Date("2026-11-24T12:00:00Z");

const impact = (mid: number): Proposal["impact"] => ({
  low: mid - 300_000,
  mid,
  high: mid + 300_000,
  unit: "USD",
  per: "range",
  basis: "like for like",
});
const shift = (over: Partial<Proposal> = {}): Proposal => ({
  ...proposalOf(
    {
      kind: "route_shift",
      title: "Move a tenth of the first attempts of `a` to `b`",
      target: "route.processor.a->b",
      diff: { old: { a: 70, b: 30 }, new: { a: 63, b: 37 } },
      impact: impact(1_000_000),
      evidence: ["r-0123456789ab"],
    },
    { agent: "routing", scope },
  ),
  ...over,
});
const noRetry = (reason: string): Proposal =>
  proposalOf(
    {
      kind: "retry_rule",
      title: `Stop retrying ${reason}`,
      target: `retry.${reason}`,
      diff: { old: null, new: { rule: "never" } },
      evidence: ["r-0123456789ab"],
    },
    { agent: "retry", scope },
  );
const resultWith = (proposals: Proposal[], over = {}) =>
  scriptedResult({ proposals, plan: planFor(["routing"]), ...over });

let desk: Desk;
let world: Awaited<ReturnType<typeof memoryDesk>>["world"];
let close: () => Promise<void>;
beforeEach(async () => {
  const made = await memoryDesk();
  ({ desk, world } = made);
  close = made.state.close;
});
afterEach(async () => {
  expect((await verifyAudit(desk.db)).broken).toBeNull();
  await close();
});

/** Puts proposals on the table, as a run does, and leaves the data as they are. */
async function propose(...proposals: Proposal[]): Promise<string[]> {
  world.result = resultWith(proposals);
  return registerProposals(desk.db, { result: world.result, at: now, by: "schedule" });
}
const settings = async () =>
  parseConfiguration((await newestConfiguration(desk.db))?.content).settings;
const stateOf = async (id: string) => (await showProposal(desk.db, id, now)).state;
const one = async (proposal = shift()): Promise<string> => (await propose(proposal))[0] ?? "";

describe("proposals on the table", () => {
  test("are there once, however often agents make them", async () => {
    expect(await propose(shift())).toHaveLength(1);
    expect(await propose(shift(), noRetry("LOST_OR_STOLEN_CARD"))).toHaveLength(1);
    expect(await showProposals(desk.db, "new", now)).toHaveLength(2);
  });

  test("come back neither while they are in force nor soon after a rejection", async () => {
    await approve(desk, { id: await one(), by: olga });
    expect(await propose(shift())).toEqual([]);
    const next = shift({ diff: { old: { a: 63, b: 37 }, new: { a: 57, b: 43 } } });
    const id = await one(next);
    await reject(desk.db, [id], { by: olga, now, reason: "contract" });
    expect(await propose(next)).toEqual([]);
    const later = new Date(now.getTime() + 31 * 86_400_000);
    const again = await registerProposals(desk.db, { result: world.result, at: later, by: "x" });
    expect(again).toHaveLength(1);
  });
});

describe("approving", () => {
  test("writes a configuration that has the change, and the same again when asked again", async () => {
    const id = await one();
    expect(await approve(desk, { id, by: olga })).toEqual({ status: "applied", version: 1 });
    expect(await approve(desk, { id, by: omar })).toEqual({ status: "applied", version: 1 });
    expect(await settings()).toEqual([
      {
        kind: "route_shift",
        target: "route.processor.a->b",
        filters: {},
        value: { a: 63, b: 37 },
        was: { a: 70, b: 30 },
        proposalId: id,
      },
    ]);
    expect((await showProposal(desk.db, id, now)).decisions).toHaveLength(1);
  });

  test("is done once by many at the same moment, and versions have no gap", async () => {
    const ids = await propose(shift(), noRetry("LOST_OR_STOLEN_CARD"), noRetry("STOLEN_CARD"));
    const callers = [olga, omar, olga];
    await Promise.all(ids.flatMap((id) => callers.map((by) => approve(desk, { id, by }))));
    const versions = await desk.db.selectFrom("configurations").select("version").execute();
    expect(versions.map(({ version }) => version).sort()).toEqual([1, 2, 3]);
    expect(await settings()).toHaveLength(3);
  });

  test.each([
    ["is no longer proposed", [], "no longer proposes"],
    ["has another effect", [shift({ impact: impact(1_400_000) })], "outside"],
    ["is another change", [shift({ diff: { old: {}, new: { a: 40, b: 60 } } })], "now proposes"],
  ])("is refused when what it rests on moved: it %s", async (_, proposals, why) => {
    const id = await one();
    world.result = resultWith(proposals);
    const refused = approve(desk, { id, by: olga });
    await expect(refused).rejects.toThrow(ConflictError);
    await expect(refused).rejects.toThrow("The data changed");
    await expect(refused).rejects.toThrow(why);
    expect(await settings()).toEqual([]);
    const { state, supersededBy } = await showProposal(desk.db, id, now);
    expect(state).toBe("superseded");
    const open = await showProposals(desk.db, "new", now);
    expect(open.map((proposal) => proposal.id)).toEqual(proposals.length > 0 ? [supersededBy] : []);
  });

  test("holds while the effect stays within the interval shown", async () => {
    const id = await one();
    world.result = resultWith([shift({ impact: impact(1_299_000) })]);
    expect(await approve(desk, { id, by: olga })).toMatchObject({ status: "applied" });
  });

  test("is refused when the proposal has expired by the data's time", async () => {
    const id = await one();
    const plan = planFor(["routing"], { scope: { ...scope, asOf: "2026-12-01T00:00:00Z" } });
    world.result = resultWith([shift()], { plan });
    await expect(approve(desk, { id, by: olga })).rejects.toThrow("expired");
    expect(await stateOf(id)).toBe("expired");
  });

  test("is for operators of all merchants", async () => {
    const id = await one();
    const others: Caller[] = [
      { name: "ana", role: "analyst", merchants: null },
      { name: "vera", role: "viewer", merchants: null },
      { name: "ivo", role: "operator", merchants: ["m1"] },
    ];
    for (const by of others) {
      await expect(approve(desk, { id, by })).rejects.toThrow(RefusedError);
      await expect(reject(desk.db, [id], { by, now, reason: "x" })).rejects.toThrow(RefusedError);
    }
    expect(await stateOf(id)).toBe("new");
  });

  test("needs a second person from an amount on, for the same change", async () => {
    desk = { ...desk, secondPersonFromMinor: 1_000_000 };
    const id = await one();
    expect(await approve(desk, { id, by: olga })).toEqual({ status: "waiting" });
    expect(await approve(desk, { id, by: olga })).toEqual({ status: "waiting" });
    const edit = { a: 65, b: 35 };
    expect(await approve(desk, { id, by: omar, edit })).toEqual({ status: "waiting" });
    expect(await settings()).toEqual([]);
    expect(await approve(desk, { id, by: olga, edit })).toMatchObject({ status: "applied" });
    expect((await settings())[0]?.value).toEqual(edit);
  });

  test("takes an edit in the shape of the change, and none that the networks forbid or that goes too far", async () => {
    const [route = "", retry = ""] = await propose(shift(), noRetry("LOST_OR_STOLEN_CARD"));
    const edit = (id: string, value: unknown) => approve(desk, { id, by: olga, edit: value });
    await expect(edit(route, { a: 80, b: 40 })).rejects.toThrow(UsageError);
    await expect(edit(route, { a: 60, c: 40 })).rejects.toThrow(UsageError);
    await expect(edit(route, { a: 10, b: 90 })).rejects.toThrow(RefusedError);
    const forbidden = { rule: "immediate", waitMinutes: [0] };
    await expect(edit(retry, forbidden)).rejects.toThrow("networks forbid");
    await expect(edit(retry, { rule: "always" })).rejects.toThrow(UsageError);
    const backwards = { rule: "delayed", waitMinutes: [60, 5] };
    await expect(edit(retry, backwards)).rejects.toThrow(UsageError);
    expect(await settings()).toEqual([]);
  });
});

describe("setting aside", () => {
  test("a rejection has a reason and is final; several are rejected together or not at all", async () => {
    const ids = await propose(shift(), noRetry("LOST_OR_STOLEN_CARD"));
    await expect(reject(desk.db, ids, { by: olga, now, reason: " " })).rejects.toThrow(UsageError);
    const unknown = reject(desk.db, [...ids, "p-none"], { by: olga, now, reason: "x" });
    await expect(unknown).rejects.toThrow("no proposal");
    expect(await Promise.all(ids.map(stateOf))).toEqual(["new", "new"]);
    await reject(desk.db, ids, { by: olga, now, reason: "contract" });
    await reject(desk.db, ids, { by: olga, now, reason: "contract" });
    expect(await Promise.all(ids.map(stateOf))).toEqual(["rejected", "rejected"]);
    const [id = ""] = ids;
    const { decisions } = await showProposal(desk.db, id, now);
    expect(decisions).toMatchObject([{ action: "rejected", by: "olga", reason: "contract" }]);
    await expect(approve(desk, { id, by: omar })).rejects.toThrow(ConflictError);
  });

  test("a snoozed proposal is new again when its time has come", async () => {
    const id = await one();
    const until = new Date("2026-11-27T00:00:00Z");
    await snooze(desk.db, [id], { by: olga, now, until });
    expect(await stateOf(id)).toBe("snoozed");
    expect(await showProposals(desk.db, "new", now)).toEqual([]);
    expect(await showProposals(desk.db, "new", until)).toHaveLength(1);
    const past = snooze(desk.db, [id], { by: olga, now, until: now });
    await expect(past).rejects.toThrow(UsageError);
  });

  test("a reverted proposal leaves what stood before it, and what came after", async () => {
    const first = await one();
    await approve(desk, { id: first, by: olga });
    const second = await one(shift({ diff: { old: { a: 63, b: 37 }, new: { a: 57, b: 43 } } }));
    await approve(desk, { id: second, by: olga });
    const other = await one(noRetry("LOST_OR_STOLEN_CARD"));
    await approve(desk, { id: other, by: olga });
    expect(await revert(desk.db, second, { by: omar, now, reason: "costs rose" })).toBe(4);
    expect((await settings()).map(({ value, proposalId }) => [proposalId, value])).toEqual([
      [other, { rule: "never" }],
      [first, { a: 63, b: 37 }],
    ]);
    await expect(revert(desk.db, second, { by: olga, now, reason: "x" })).rejects.toThrow(
      ConflictError,
    );
  });
});
