import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findingOf } from "../graph/scripted-run.ts";
import { scriptedResult } from "../routes/scripted-ask.ts";
import { verifyAudit } from "../state/audit.ts";
import { openState, type State } from "../state/open-state.ts";
import { deliverNotifications, signatureOf } from "./deliver.ts";
import type { Job } from "./job.ts";
import { Outcome } from "./outcome.ts";
import { runScheduledAgent } from "./run-scheduled-agent.ts";
import { startScheduler } from "./scheduler.ts";

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

describe("a scheduled agent", () => {
  const finding = (country: string) => findingOf({ cell: { issuer_country: [country] } });
  const run =
    (countries: string[], over = {}) =>
    async () =>
      scriptedResult({ findings: countries.map(finding), ...over });
  const scheduled = (slot: string, countries: string[], over = {}) =>
    runScheduledAgent(
      { db: first(), now: () => new Date(slot), run: run(countries, over), notifies: true },
      "risk",
      slot,
    );
  const outcomeOf = (result: Awaited<ReturnType<typeof scheduled>>) =>
    Outcome.parse(JSON.parse((result.status === "ended" && result.row.outcome) || "null"));

  test("says what is new, still there and resolved since the run before", async () => {
    const one = outcomeOf(await scheduled("2026-11-24T12:00:00.000Z", ["BR", "MX"]));
    expect(one.before).toBeNull();
    expect(one.findings.new).toHaveLength(2);
    const two = outcomeOf(await scheduled("2026-11-24T14:00:00.000Z", ["MX", "US"]));
    expect(two.before).toBe("2026-11-24T12:00:00.000Z");
    const counts = Object.entries(two.findings).map(([name, list]) => [name, list.length]);
    expect(Object.fromEntries(counts)).toEqual({ new: 1, stillThere: 1, resolved: 1 });
    expect(two.findings.stillThere[0]?.title).toBe("Approval per attempt was 85.4%");
    expect((await verifyAudit(first())).broken).toBeNull();
  });

  test("that ran for a slot is not run again for it", async () => {
    await scheduled("2026-11-24T12:00:00.000Z", ["BR"]);
    const again = await scheduled("2026-11-24T12:00:00.000Z", ["MX", "US"]);
    expect(again).toMatchObject({ status: "ended", isMine: false });
    expect(outcomeOf(again).findings.new).toHaveLength(1);
  });

  test("is told to a webhook, signed, again until it is taken, and then no more", async () => {
    await scheduled("2026-11-24T12:00:00.000Z", ["BR"]);
    const failure = { code: "dependency_unavailable", message: "away", exitCode: 4 };
    await scheduled("2026-11-24T14:00:00.000Z", [], { status: "failed", failure });
    const webhook = { url: "https://hooks.example/pay", secret: "0123456789abcdef" };
    const seen: { id: string | null; body: string }[] = [];
    let status = 500;
    const fetch: typeof globalThis.fetch = async (_url, init) => {
      const headers = new Headers(init?.headers);
      const body = String(init?.body);
      const [id, timestamp] = [
        headers.get("webhook-id") ?? "",
        headers.get("webhook-timestamp") ?? "",
      ];
      expect(headers.get("webhook-signature")).toBe(
        signatureOf(webhook.secret, { id, timestamp, body }),
      );
      seen.push({ id, body });
      return new Response(null, { status });
    };
    let clock = at("2026-11-24T14:00");
    const deliver = () => deliverNotifications({ db: first(), webhook, now: () => clock, fetch });
    await deliver();
    await deliver();
    expect(seen).toHaveLength(2);
    status = 204;
    clock = at("2026-11-24T14:01");
    await deliver();
    await deliver();
    expect(seen).toHaveLength(4);
    expect(seen.slice(2)).toEqual(seen.slice(0, 2));
    expect(
      seen
        .map(({ body }) => JSON.parse(body).type)
        .sort()
        .slice(1, 3),
    ).toEqual(["agent.failed", "agent.finished"]);
  });

  test("runs by the schedule when its slot comes, once, whoever looks", async () => {
    let clock = at("2026-11-24T12:30");
    const ran: string[] = [];
    const schedulers = states.map(({ db }) =>
      startScheduler({
        db,
        jobs: [job],
        now: () => clock,
        lookMs: 3_600_000,
        onFailure: (error) => {
          throw error;
        },
        async run(agent, slot) {
          const result = await runScheduledAgent(
            { db, now: () => clock, run: run(["BR"]), notifies: false },
            agent,
            slot,
          );
          if (result.status === "ended" && result.isMine) ran.push(slot.slice(11, 16));
          return result;
        },
      }),
    );
    const lookAll = () => Promise.all(schedulers.map((scheduler) => scheduler.look()));
    await lookAll();
    for (const time of ["14:00", "14:01", "16:20"]) {
      clock = at(`2026-11-24T${time}`);
      await lookAll();
    }
    expect(ran).toEqual(["14:00", "16:00"]);
    await Promise.all(schedulers.map((scheduler) => scheduler.stop()));
  });
});
