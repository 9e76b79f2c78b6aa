import { describe, expect, test } from "vitest";
import { DependencyError, NoDataError } from "../errors.ts";
import type { AskEvent } from "../graph/ask-event.ts";
import { failingAsk, scriptedAsk, scriptedEvents, scriptedResult } from "../routes/scripted-ask.ts";
import { memoryRunLog } from "./memory-run-log.fixture.ts";
import type { Run, RunRequest, RunSource } from "./run-log.ts";

const never = new AbortController().signal;
const script = scriptedEvents();
const ana: RunRequest = { owner: "ana", kind: "ask", input: {} };
const source =
  (ask = scriptedAsk(script)): RunSource =>
  (options) =>
    ask({ question: "Why?" }, options);

async function seqs(run: Run, after = 0, signal = never): Promise<number[]> {
  const read: number[] = [];
  for await (const event of run.events(after, signal)) read.push(event.seq);
  return read;
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

describe("createRunLog", () => {
  test("gives every reader the whole run, however late, without running again", async () => {
    let runs = 0;
    const counted: RunSource = (options) => {
      runs += 1;
      return source()(options);
    };
    const run = await memoryRunLog().start(counted, ana);
    expect(await Promise.all([seqs(run), seqs(run)])).toEqual([
      [1, 2, 3, 4, 5],
      [1, 2, 3, 4, 5],
    ]);
    expect(await seqs(run, 3)).toEqual([4, 5]);
    expect(await seqs(run, 5)).toEqual([]);
    expect(runs).toBe(1);
  });

  test("lets a reader who left come back to a run that is still going", async () => {
    const gate = Promise.withResolvers<void>();
    const run = await memoryRunLog().start(source(scriptedAsk(script, gate.promise)), ana);
    const leave = new AbortController();
    const first = seqs(run, 0, leave.signal);
    await pause(5);
    leave.abort();
    expect(await first).toEqual([1, 2]);
    const second = seqs(run, 2);
    gate.resolve();
    expect(await second).toEqual([3, 4, 5]);
  });

  test("stops a run that nobody reads after the resume window, and not before", async () => {
    const stopped = Promise.withResolvers<void>();
    const waiting: RunSource = async function* ({ signal }) {
      yield script[0] as AskEvent;
      await new Promise<void>((done) => signal.addEventListener("abort", () => done()));
      stopped.resolve();
      signal.throwIfAborted();
    };
    const run = await memoryRunLog({ resumeWindowMs: 30 }).start(waiting, ana);
    const leave = new AbortController();
    const reader = seqs(run, 0, leave.signal);
    await pause(60);
    leave.abort();
    await reader;
    await stopped.promise;
    await expect(seqs(run)).rejects.toThrow("stopped before it finished");
  });

  test("throws what the run throws before its first event, and does not remember it", async () => {
    const runs = memoryRunLog();
    const empty = source(failingAsk(new NoDataError("nothing loaded")));
    await expect(runs.start(empty, ana)).rejects.toThrow(NoDataError);
    expect(await runs.find("run-1", "ana")).toBeUndefined();
  });

  test("takes a run that ends without run.finished as failed, for every reader", async () => {
    const run = await memoryRunLog().start(source(scriptedAsk(script.slice(0, 4))), ana);
    await expect(seqs(run)).rejects.toThrow("without run.finished");
    await expect(seqs(run, 2)).rejects.toThrow("without run.finished");
  });

  test("finds a receipt of any run, for its owner alone", async () => {
    const runs = memoryRunLog();
    await seqs(await runs.start(source(), ana));
    expect((await runs.receipt("r-0123456789ab", "ana"))?.tool).toBe("decline-reasons");
    expect(await runs.receipt("r-0123456789ab", "bob")).toBeUndefined();
    expect(await runs.receipt("r-000000000000", "ana")).toBeUndefined();
  });

  test("refuses a run more than it may run at once, and takes one when one has ended", async () => {
    const gate = Promise.withResolvers<void>();
    const runs = memoryRunLog({ maxRunning: 1 });
    const run = await runs.start(source(scriptedAsk(script, gate.promise)), ana);
    await expect(runs.start(source(), ana)).rejects.toThrow(DependencyError);
    gate.resolve();
    const seen = await seqs(run);
    const next = scriptedEvents(scriptedResult({ runId: "run-2" }));
    expect(await seqs(await runs.start(source(scriptedAsk(next)), ana))).toEqual(seen);
  });

  test("stops a run that gives more events than it may", async () => {
    let isStopped = false;
    const endless: RunSource = async function* ({ signal }) {
      try {
        yield script[0] as AskEvent;
        for (let seq = 2; ; seq++) yield { ...(script[1] as AskEvent), seq };
      } finally {
        isStopped = signal.aborted;
      }
    };
    const run = await memoryRunLog({ maxEventsPerRun: 10 }).start(endless, ana);
    await expect(seqs(run)).rejects.toThrow("more than 10 events");
    expect(isStopped).toBe(true);
  });

  test("stops what is running when told to", async () => {
    const runs = memoryRunLog();
    const gate = Promise.withResolvers<void>();
    const run = await runs.start(source(scriptedAsk(script, gate.promise)), ana);
    const stopped = runs.stop();
    gate.resolve();
    await expect(seqs(run)).rejects.toThrow(DependencyError);
    await stopped;
  });
});
