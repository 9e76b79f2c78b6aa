import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { proposalOf } from "../agents/proposal-draft.ts";
import { createAsk } from "../graph/create-ask.ts";
import {
  collect,
  planFor,
  scope,
  scriptedAgents,
  scriptedDependencies,
} from "../graph/scripted-run.ts";
import { approve } from "../proposals/decide.ts";
import { registerProposals } from "../proposals/register.ts";
import { scriptedResult } from "../routes/scripted-ask.ts";
import { durableThreads } from "../runs/durable-threads.ts";
import { verifyAudit } from "../state/audit.ts";
import { leaveNotification } from "../state/notifications.ts";
import { openState, type State } from "../state/open-state.ts";
import { startPostgres, type ThrowawayPostgres } from "../state/throwaway-postgres.fixture.ts";
import { runSlot } from "./run-slot.ts";

/** What must happen once, over servers that share a PostgreSQL: its transactions see one another otherwise than SQLite's do. */
let postgres: ThrowawayPostgres;
let servers: State[];
beforeAll(async () => {
  postgres = await startPostgres();
  servers = await Promise.all([1, 2, 3, 4].map(() => openState({ url: postgres.url })));
});
afterAll(async () => {
  const [first] = servers;
  if (first !== undefined) expect((await verifyAudit(first.db)).broken).toBeNull();
  await Promise.all(servers.map((state) => state.close()));
  await postgres.stop();
});
const first = (): State["db"] => {
  const [state] = servers;
  if (state === undefined) throw new Error("no server");
  return state.db;
};

test("slots have one effect each, with clocks that jump", async () => {
  const slots = Array.from({ length: 40 }, (_, n) =>
    new Date(Date.UTC(2026, 10, 1, n)).toISOString(),
  );
  await Promise.all(
    servers.map(async ({ db }) => {
      const open = new Set(slots);
      while (open.size > 0)
        for (const slot of open) {
          const aheadMs = 7_200_000 * (Math.random() - 0.5);
          const result = await runSlot({
            db,
            job: `job-${slots.indexOf(slot) % 4}`,
            slot,
            now: () => new Date(Date.now() + aheadMs),
            leaseMs: 1_000,
            async work() {
              if (Math.random() < 0.2) await sleep(3);
              return {
                runId: null,
                async effect(tx, now) {
                  await leaveNotification(tx, { id: `${slot} ${randomUUID()}`, body: "{}", now });
                  return "{}";
                },
              };
            },
          });
          if (result.status === "ended") open.delete(slot);
        }
    }),
  );
  const effects = await first().selectFrom("notifications").select("id").execute();
  expect(effects.map(({ id }) => id.split(" ")[0]).sort()).toEqual(slots);
});

test("proposals made and approved by all servers at once are applied once, in versions without a gap", async () => {
  const proposals = ["EXPIRED_CARD", "LOST_OR_STOLEN_CARD", "CLOSED_ACCOUNT"].map((reason) =>
    proposalOf(
      {
        kind: "retry_rule",
        title: "Stop retrying it",
        target: `retry.${reason}`,
        diff: { old: null, new: { rule: "never" } },
        evidence: ["r-1"],
      },
      { agent: "retry", scope },
    ),
  );
  const result = scriptedResult({ proposals, plan: planFor(["retry"]) });
  const at = new Date("2026-11-24T12:00:00Z");
  const made = await Promise.all(
    servers.map(({ db }) =>
      db.transaction().execute((tx) => registerProposals(tx, { result, at, by: "x" })),
    ),
  );
  const ids = made.flat();
  expect(ids).toHaveLength(3);
  const by = { name: "olga", role: "operator" as const, merchants: null };
  const settings = { now: () => at, rerun: async () => result, secondPersonFromMinor: null };
  const decided = await Promise.all(
    servers.flatMap(({ db }) => ids.map((id) => approve({ db, ...settings }, { id, by }))),
  );
  expect(decided.every(({ status }) => status === "applied")).toBe(true);
  const versions = await first()
    .selectFrom("configurations")
    .selectAll()
    .orderBy("version")
    .execute();
  expect(versions.map(({ version }) => version)).toEqual([1, 2, 3]);
  expect(JSON.parse(versions.at(-1)?.content ?? "").settings).toHaveLength(3);
});

test("a thread that is asked on all servers at once forgets no turn", async () => {
  const plan = planFor(["decline"]);
  const asks = servers.map((state) =>
    createAsk({
      ...scriptedDependencies(scriptedAgents([]), plan),
      threads: durableThreads({ state, now: () => new Date(), onFailure: () => undefined }),
    }),
  );
  const { signal } = new AbortController();
  const sent = await Promise.allSettled(
    Array.from({ length: 12 }, (_, n) => {
      const ask = asks[n % asks.length];
      if (ask === undefined) throw new Error("no server");
      return collect(ask({ question: "Why?", threadId: "t" }, { signal }));
    }),
  );
  const answered = sent.filter(({ status }) => status === "fulfilled").length;
  expect(answered).toBeGreaterThan(0);
  const { turns } = await first().selectFrom("threads").select("turns").executeTakeFirstOrThrow();
  expect(turns).toBe(answered);
});
