import { expect, test } from "vitest";
import { proposalOf } from "../agents/proposal-draft.ts";
import { planFor, scope } from "../graph/scripted-run.ts";
import type { Caller } from "../lakehouse/access/caller.ts";
import { memoryDesk } from "../proposals/memory-desk.fixture.ts";
import { registerProposals } from "../proposals/register.ts";
import { memoryRunLog } from "../runs/memory-run-log.fixture.ts";
import { createApp } from "./app.ts";
import { failingAsk, scriptedResult } from "./scripted-ask.ts";
import { scriptedEventsDoor } from "./scripted-events-door.ts";

const callers: Record<string, Caller> = {
  olga: { name: "olga", role: "operator", merchants: null },
  ana: { name: "ana", role: "analyst", merchants: null },
  ivo: { name: "ivo", role: "operator", merchants: ["m1"] },
};

/** What the answers of these routes hold, as far as the tests look. */
interface Answer {
  readonly proposals?: unknown[];
  readonly settings?: unknown[];
  readonly version?: number;
  readonly state?: string;
}

async function serving() {
  const { desk, world } = await memoryDesk();
  const proposal = proposalOf(
    {
      kind: "retry_rule",
      title: "Stop retrying it",
      target: "retry.LOST_OR_STOLEN_CARD",
      diff: { old: null, new: { rule: "never" } },
      evidence: ["r-0123456789ab"],
    },
    { agent: "retry", scope },
  );
  world.result = scriptedResult({ proposals: [proposal], plan: planFor(["retry"]) });
  const [id = ""] = await registerProposals(desk.db, {
    result: world.result,
    at: desk.now(),
    by: "x",
  });
  const ask = failingAsk(new Error("nobody asks"));
  const app = createApp({
    ask,
    runAgent: (name, options) => ask({ question: name }, options),
    sql: async () => [],
    events: scriptedEventsDoor(),
    runs: memoryRunLog(),
    proposals: desk,
    agents: [],
    health: async () => {
      throw new Error("nobody asks");
    },
    access: (token) => callers[token],
    isLocal: false,
    onBug: (bug) => {
      throw bug;
    },
  });
  const request = async (path: string, token: string, body?: unknown) => {
    const response = await app.request(`/api${path}`, {
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Answer };
  };
  return { id, request, world };
}

test("a proposal is listed, shown, approved and in the configuration", async () => {
  const { id, request } = await serving();
  const listed = await request("/proposals", "ana");
  expect(listed.body.proposals).toMatchObject([{ id, state: "new", evidence: ["r-0123456789ab"] }]);
  expect(await request(`/proposals/${id}`, "ana")).toMatchObject({ status: 200, body: { id } });
  const approved = await request(`/proposals/${id}/approve`, "olga", {});
  expect(approved).toMatchObject({ status: 200, body: { status: "applied", version: 1 } });
  expect((await request(`/proposals/${id}/approve`, "olga", {})).body).toEqual(approved.body);
  expect((await request("/proposals", "ana")).body.proposals).toEqual([]);
  expect((await request("/proposals?state=applied", "ana")).body.proposals).toHaveLength(1);
  const current = await request("/configurations/current", "ana");
  expect(current.body).toMatchObject({ version: 1, settings: [{ value: { rule: "never" } }] });
  expect((await request(`/proposals/${id}/reject`, "olga", { reason: "x" })).status).toBe(409);
  expect((await request(`/proposals/${id}/revert`, "olga", { reason: "x" })).body.version).toBe(2);
  expect((await request("/configurations/2", "ana")).body.settings).toEqual([]);
  expect((await request("/configurations/3", "ana")).status).toBe(404);
});

test("deciding is for operators of all merchants, and bodies are held to their shape", async () => {
  const { id, request } = await serving();
  expect((await request(`/proposals/${id}/approve`, "ana", {})).status).toBe(403);
  expect((await request("/proposals", "ivo")).status).toBe(403);
  expect((await request("/configurations", "ivo")).status).toBe(403);
  expect((await request(`/proposals/${id}/reject`, "olga", {})).status).toBe(400);
  expect((await request(`/proposals/${id}/snooze`, "olga", { until: "soon" })).status).toBe(400);
  expect((await request("/proposals?state=odd", "ana")).status).toBe(400);
  expect((await request("/proposals/p-none", "ana")).status).toBe(404);
  expect((await request("/proposals/p-none/approve", "olga", {})).status).toBe(404);
});

test("several are snoozed or rejected at once; data that changed refuse an approval", async () => {
  const { id, request, world } = await serving();
  const until = "2026-11-30T00:00:00Z";
  expect((await request("/proposals/snooze", "olga", { ids: [id], until })).status).toBe(200);
  expect((await request(`/proposals/${id}`, "olga")).body.state).toBe("snoozed");
  world.result = { ...world.result, proposals: [] };
  const refused = await request(`/proposals/${id}/approve`, "olga", {});
  expect(refused).toMatchObject({
    status: 409,
    body: { type: "urn:payment-analysis:problem:conflict" },
  });
  expect((await request("/proposals/reject", "olga", { ids: [id], reason: "x" })).status).toBe(409);
});
