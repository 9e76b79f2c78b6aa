import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { proposalOf } from "../agents/proposal-draft.ts";
import { findingOf, planFor, scope } from "../graph/scripted-run.ts";
import type { Product } from "../product.ts";
import { registerProposals } from "../proposals/register.ts";
import { scriptedAsk, scriptedEvents, scriptedResult } from "../routes/scripted-ask.ts";
import { createRunLog } from "../runs/run-log.ts";
import { openState } from "../state/open-state.ts";
import { capturedContext, scriptedProduct } from "./captured-context.ts";
import { runCli } from "./run-cli.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "remembered-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

/** One command over the folder, as a terminal sees it. */
async function pay(argv: string[], product: Product = scriptedProduct()) {
  const { context, stdout, stderr } = capturedContext(product, false, dataDir);
  const exitCode = await runCli(argv, context);
  return { exitCode, stdout: stdout(), stderr: stderr() };
}

const productOf = (result = scriptedResult()): Product => {
  const ask = scriptedAsk(scriptedEvents(result));
  return scriptedProduct({ ask, runAgent: (name, options) => ask({ question: name }, options) });
};
const proposal = proposalOf(
  {
    kind: "retry_rule",
    title: "Stop retrying `EXPIRED_CARD`",
    target: "retry.EXPIRED_CARD",
    diff: { old: { retriesInRange: 12 }, new: { rule: "never" } },
    guardrails: ["Ask for another card."],
    evidence: ["r-0123456789ab"],
  },
  { agent: "retry", scope },
);
const proposing = scriptedResult({ proposals: [proposal], plan: planFor(["retry"]) });

/** A run of the retry agent that proposes, written down as a server does. */
async function proposed(): Promise<string> {
  const state = await openState({ dataDir });
  const runs = createRunLog({
    state,
    alongside: async (tx, { result, at }) => {
      await registerProposals(tx, { result, at, by: "ana" });
    },
  });
  const run = await runs.start((options) => productOf(proposing).runAgent("retry", options), {
    owner: "ana",
    kind: "agent",
    input: { agent: "retry" },
  });
  for await (const _ of run.events(0, new AbortController().signal));
  const { id } = await state.db.selectFrom("proposals").select("id").executeTakeFirstOrThrow();
  await state.close();
  return id;
}

describe("pay proposals", () => {
  test("says that nothing waits, and what does", async () => {
    expect(await pay(["proposals"])).toMatchObject({ exitCode: 0, stdout: "" });
    const id = await proposed();
    const listed = await pay(["proposals"]);
    expect(listed.stdout).toContain(id);
    expect(listed.stdout).toContain("Stop retrying `EXPIRED_CARD`");
    const shown = await pay(["proposals", "show", id]);
    for (const part of ["12", "never", "r-0123456789ab", "Ask for another card.", "not estimated"])
      expect(shown.stdout).toContain(part);
  });

  test("approves over the same evidence, reverts, and keeps both decisions", async () => {
    const id = await proposed();
    const approved = await pay(["proposals", "approve", id], productOf(proposing));
    expect(approved).toMatchObject({ exitCode: 0, stdout: `${id} is applied: configuration 1.\n` });
    expect((await pay(["proposals", "revert", id])).exitCode).toBe(2);
    const reverted = await pay(["proposals", "revert", id, "--reason", "costs rose", "--json"]);
    const [shown] = JSON.parse(reverted.stdout);
    expect(shown.state).toBe("reverted");
    expect(shown.decisions.map(({ action }: { action: string }) => action)).toEqual([
      "approved",
      "reverted",
    ]);
  });

  test("refuses with 5 where the data changed, and says what to look at", async () => {
    const id = await proposed();
    const refused = await pay(["proposals", "approve", id], productOf());
    expect(refused).toMatchObject({ exitCode: 5, stdout: "" });
    expect(refused.stderr).toContain("The data changed");
    expect((await pay(["proposals", "--all"])).stdout).toContain("superseded");
  });

  test("wants an action that it knows, one proposal for it, JSON for an edit, a time for a snooze", async () => {
    const id = await proposed();
    for (const argv of [
      ["delete", id],
      ["approve"],
      ["approve", id, id],
      ["approve", id, "--edit", "never"],
      ["snooze", id],
      ["reject", id],
    ])
      expect((await pay(["proposals", ...argv], productOf(proposing))).exitCode).toBe(2);
    expect((await pay(["proposals", "show", "p-none"])).exitCode).toBe(3);
  });
});

describe("pay agent", () => {
  const found = (...countries: string[]): Product =>
    productOf(
      scriptedResult({
        findings: countries.map((country) => findingOf({ cell: { issuer_country: [country] } })),
      }),
    );

  test("says what is new, still there and resolved since its last run, and pay jobs says it again", async () => {
    const [one, two] = ["2026-11-20T10:00:00Z", "2026-11-20T12:00:00Z"];
    const first = await pay(["agent", "risk", "--slot", one], found("BR", "MX"));
    expect(first.stderr).toContain("The first run kept: 2 new, 0 still there, 0 resolved.");
    const second = await pay(["agent", "risk", "--slot", two], found("MX"));
    expect(second.exitCode).toBe(0);
    expect(second.stderr).toContain("2026-11-20T10:00:00.000Z: 0 new, 1 still there, 1 resolved.");
    const told = (await pay(["jobs", "risk", "--json"])).stdout;
    expect(JSON.parse(told)).toMatchObject([
      { status: "done", outcome: { findings: { new: [], resolved: [{}] } } },
      { status: "done", outcome: { before: null } },
    ]);
  });

  test("refuses a slot that has not come, and a failed run ends with its own exit code", async () => {
    expect((await pay(["agent", "risk", "--slot", "2099-01-01"])).exitCode).toBe(2);
    const failure = { code: "no_data", message: "Nothing is loaded.", exitCode: 3 };
    const failed = await pay(
      ["agent", "risk"],
      productOf(scriptedResult({ status: "failed", failure })),
    );
    expect(failed.exitCode).toBe(3);
    expect((await pay(["jobs", "risk"])).stdout).toContain("failed: Nothing is loaded.");
  });
});

test("pay jobs lists the schedule", async () => {
  const { stdout } = await pay(["jobs", "--json"]);
  expect(JSON.parse(stdout).map(({ agent }: { agent: string }) => agent)).toHaveLength(6);
  expect((await pay(["jobs"])).stdout).toContain("0 0 7 ? * MON");
});

test("pay audit shows who did what, verifies, and fails with 5 when a row was altered", async () => {
  const id = await proposed();
  await pay(["proposals", "reject", id, "--reason", "contract"]);
  expect((await pay(["audit"])).stdout).toMatch(/local +proposal.rejected +p-/);
  const whole = await pay(["audit", "verify", "--json"]);
  expect(whole.exitCode).toBe(0);
  const { head } = JSON.parse(whole.stdout);
  expect((await pay(["audit", "verify", "--head", head])).exitCode).toBe(0);
  expect((await pay(["audit", "verify", "--head", "1:abc"])).exitCode).toBe(5);
});
