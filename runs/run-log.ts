import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { DependencyError } from "../errors.ts";
import type { AskEvent } from "../graph/ask-event.ts";
import { stillAnswering } from "../graph/threads.ts";
import type { State } from "../state/open-state.ts";
import { endLostRuns, findReceipt, findRun, forgetEvents, renewRuns } from "../state/runs.ts";
import { Receipt } from "../tools/receipt.ts";
import { type Alongside, Recording } from "./recording.ts";
import { storedRun } from "./stored-run.ts";

/** One run as far as it got. Any number of readers may follow it, each from where it stopped reading. */
export interface Run {
  readonly id: string;
  /** Events with a `seq` above `after`, then the coming ones until the run ends. Throws what the run threw. */
  events(after: number, signal: AbortSignal): AsyncGenerator<AskEvent, void>;
}

/** On whose behalf a run is, and enough to ask the same again. The question itself is taken, masked, from the run. */
export interface RunRequest {
  readonly owner: string;
  readonly kind: "ask" | "agent";
  readonly thread?: string | undefined;
  readonly input: Readonly<Record<string, unknown>>;
  /** True where its proposals are put before people: it saw all of the data of now, on behalf of somebody who may ask for that. */
  readonly mayPropose?: boolean;
}

/** Runs are written down before anybody hears of them: a lost connection or a restart loses no event that was told. */
export interface RunLog {
  /**
   * Begins a run and resolves when its first event is written. Throws what the run throws before it, ConflictError while
   * another question of the thread is being answered, DependencyError when busy.
   */
  start(source: RunSource, request: RunRequest): Promise<Run>;
  /** A run of that caller, also one of another process or of the last month; nobody else's is found. */
  find(runId: string, owner: string): Promise<Run | undefined>;
  receipt(id: string, owner: string): Promise<Receipt | undefined>;
  /** Keeps the leases of the runs going here, and ends those of processes that are gone. A timer does so too. */
  tend(): Promise<void>;
  /** Stops every run that is still going; resolves when the last is written, or after five seconds without it. */
  stop(): Promise<void>;
}

export type RunSource = (options: { signal: AbortSignal }) => AsyncIterable<AskEvent>;

interface Limits {
  /** How long a run goes on that nobody reads, so that its reader may come back. */
  readonly resumeWindowMs: number;
  readonly maxRunning: number;
  readonly maxEventsPerRun: number;
  /** How long a run of a process that died counts as going on. */
  readonly leaseMs: number;
  /** How long an ended run can be replayed. */
  readonly keepMs: number;
}

interface RunLogOptions extends Partial<Limits> {
  readonly state: State;
  readonly now?: () => Date;
  /** What the audit says about every run: the model and the version of the prompts. */
  readonly madeWith?: Readonly<Record<string, unknown>>;
  /** What is written with the end of every run. */
  readonly alongside?: Alongside;
  /** Hears of a state that does not answer while nobody waits for it. */
  readonly onFailure?: (error: unknown) => void;
}

const defaults: Limits = {
  resumeWindowMs: 30_000,
  maxRunning: 8,
  maxEventsPerRun: 5_000,
  leaseMs: 15_000,
  keepMs: 30 * 86_400_000,
};

const forgetEveryMs = 3_600_000;

/** A run that does not listen must not keep the process from ending: its lease says later that it was lost. */
const stopGraceMs = 5_000;

export function createRunLog({
  state,
  now = () => new Date(),
  madeWith = {},
  alongside,
  onFailure = () => undefined,
  ...over
}: RunLogOptions): RunLog {
  const limits = { ...defaults, ...over };
  const { db } = state;
  const holder = `${hostname()}:${process.pid}:${randomUUID()}`;
  const running = new Map<Recording, Promise<void>>();

  let forgetAt = 0;
  const tend = async (): Promise<void> => {
    if (running.size > 0) await renewRuns(db, holder, new Date(now().getTime() + limits.leaseMs));
    await endLostRuns(db, now());
    if (now().getTime() < forgetAt) return;
    forgetAt = now().getTime() + forgetEveryMs;
    await forgetEvents(db, new Date(now().getTime() - limits.keepMs));
  };
  const tending = setInterval(() => void tend().catch(onFailure), limits.leaseMs / 3).unref();

  return {
    async start(source, request) {
      // Why before the limit: who sends two questions of one thread at once hears that, and not that many others ask.
      for (const run of running.keys()) if (run.isOfThread(request)) throw stillAnswering();
      if (running.size >= limits.maxRunning)
        throw new DependencyError(
          `${limits.maxRunning} questions are being answered: try again shortly.`,
        );
      const settings = { db, now, holder, madeWith, limits, alongside };
      const run = new Recording(source, request, settings);
      running.set(
        run,
        run.ended.then(() => void running.delete(run)),
      );
      await run.begun;
      return run;
    },
    async find(runId, owner) {
      for (const run of running.keys()) if (run.isCalled(runId, owner)) return run;
      const row = await findRun(db, runId);
      return row?.owner === owner && row.last_seq > 0 ? storedRun(db, runId) : undefined;
    },
    async receipt(id, owner) {
      const body = await findReceipt(db, id, owner);
      return body === null ? undefined : Receipt.parse(JSON.parse(body));
    },
    tend,
    async stop() {
      clearInterval(tending);
      for (const run of running.keys()) run.stop();
      const late = sleep(stopGraceMs, undefined, { ref: false });
      await Promise.race([Promise.all(running.values()), late]);
    },
  };
}
