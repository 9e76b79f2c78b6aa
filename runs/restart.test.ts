import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ConflictError, DependencyError } from "../errors.ts";
import { createAsk } from "../graph/create-ask.ts";
import { collect, planFor, scriptedAgents, scriptedDependencies } from "../graph/scripted-run.ts";
import { scriptedAsk, scriptedEvents } from "../routes/scripted-ask.ts";
import { verifyAudit } from "../state/audit.ts";
import { openState, type State } from "../state/open-state.ts";
import { durableThreads } from "./durable-threads.ts";
import { createRunLog, type Run, type RunLog, type RunRequest } from "./run-log.ts";

const never = new AbortController().signal;
const ana: RunRequest = { owner: "ana", kind: "ask", input: {} };
const script = scriptedEvents();
const question = { question: "Why?" };

let dataDir: string;
let states: State[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "restart-"));
  states = [];
});
afterEach(async () => {
  for (const state of states) await state.close();
  rmSync(dataDir, { recursive: true });
});

/** A process: its own connection to the same state. */
async function begin(now = () => new Date()): Promise<{ runs: RunLog; state: State }> {
  const state = await openState({ dataDir });
  states.push(state);
  return { state, runs: createRunLog({ state, now }) };
}
async function seqs(run: Run | undefined, after = 0): Promise<number[]> {
  if (run === undefined) throw new Error("no run");
  const read: number[] = [];
  for await (const event of run.events(after, never)) read.push(event.seq);
  return read;
}

describe("after a restart", () => {
  test("a finished run is replayed from any event on, and its receipts are found", async () => {
    const { runs } = await begin();
    await seqs(await runs.start((options) => scriptedAsk(script)(question, options), ana));

    const { runs: later, state } = await begin();
    expect(await seqs(await later.find("run-1", "ana"))).toEqual([1, 2, 3, 4, 5]);
    expect(await seqs(await later.find("run-1", "ana"), 3)).toEqual([4, 5]);
    expect(await later.find("run-1", "bob")).toBeUndefined();
    expect((await later.receipt("r-0123456789ab", "ana"))?.sql).toBe("SELECT 1");
    const written = await state.db.selectFrom("run_events").select("body").orderBy("seq").execute();
    expect(written.map(({ body }) => JSON.parse(body))).toEqual(script);
    expect(await verifyAudit(state.db)).toMatchObject({ rows: 2, broken: null });
  });

  test("a run that a dead process left unfinished gives what it had and then its reason", async () => {
    const { runs } = await begin();
    const stuck = Promise.withResolvers<void>();
    const run = await runs.start(
      (options) => scriptedAsk(script, stuck.promise)(question, options),
      ana,
    );
    const { runs: later } = await begin(() => new Date(Date.now() + 16_000));
    await later.tend();
    const left = await later.find("run-1", "ana");
    await expect(seqs(left)).rejects.toThrow("stopped before it was finished");
    await expect(seqs(left)).rejects.toThrow(DependencyError);

    // It was not dead but slow: it learns that the run is no longer its own.
    stuck.resolve();
    await expect(seqs(run)).rejects.toThrow("ended by another process");
  });

  test("a run of last month is forgotten, its receipts are not", async () => {
    const { runs } = await begin();
    await seqs(await runs.start((options) => scriptedAsk(script)(question, options), ana));
    const { runs: soon } = await begin(() => new Date(Date.now() + 29 * 86_400_000));
    await soon.tend();
    expect(await seqs(await soon.find("run-1", "ana"))).toHaveLength(5);
    const { runs: later } = await begin(() => new Date(Date.now() + 31 * 86_400_000));
    await later.tend();
    expect(await later.find("run-1", "ana")).toBeUndefined();
    expect(await later.receipt("r-0123456789ab", "ana")).toBeDefined();
  });

  test("a run going on elsewhere is followed to its end", async () => {
    const { runs } = await begin();
    const gate = Promise.withResolvers<void>();
    await runs.start((options) => scriptedAsk(script, gate.promise)(question, options), ana);
    const { runs: other } = await begin();
    const following = seqs(await other.find("run-1", "ana"));
    await other.tend();
    gate.resolve();
    expect(await following).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("a thread", () => {
  /** Asks whose plan counts, in its assumptions, the plans that it went on from. */
  async function asking(): Promise<(threadId: string) => Promise<unknown>> {
    const { state } = await begin();
    const plan = planFor(["decline"]);
    const ask = createAsk({
      ...scriptedDependencies(scriptedAgents([]), plan),
      readQuestion: (_question, _catalogue, { previous } = {}) => ({
        ...plan,
        assumptions: [...(previous?.assumptions ?? []), "+"],
      }),
      threads: durableThreads({ state, now: () => new Date(), onFailure: () => undefined }),
    });
    return (threadId) => collect(ask({ ...question, threadId }, { signal: never }));
  }
  const turnsOf = async (state: State | undefined) =>
    state?.db.selectFrom("threads").select(["turns", "plan"]).executeTakeFirstOrThrow();

  test("goes on in another process", async () => {
    await (await asking())("t");
    await (await asking())("t");
    const thread = await turnsOf(states[0]);
    expect(thread?.turns).toBe(2);
    expect(JSON.parse(thread?.plan ?? "").assumptions).toEqual(["+", "+"]);
  });

  test("answers 50 questions sent at once one after the other or with a conflict, and forgets no turn", async () => {
    const processes = [await asking(), await asking()];
    const sent = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => processes[index % 2]?.("t")),
    );
    const refused = sent.filter(({ status }) => status === "rejected");
    for (const one of refused)
      expect(one.status === "rejected" && one.reason).toBeInstanceOf(ConflictError);
    const answered = sent.length - refused.length;
    expect(answered).toBeGreaterThan(0);
    const thread = await turnsOf(states[0]);
    expect(thread?.turns).toBe(answered);
    expect(JSON.parse(thread?.plan ?? "").assumptions).toHaveLength(answered);
    await processes[0]?.("t");
    expect((await turnsOf(states[0]))?.turns).toBe(answered + 1);
  });
});
