import { setImmediate as nextTurn } from "node:timers/promises";
import { AppError, DependencyError } from "../errors.ts";
import type { AskEvent } from "../graph/ask-event.ts";
import type { AskResult } from "../graph/ask-result.ts";
import { appendEvents, beginRun, endRun } from "../state/runs.ts";
import type { Database } from "../state/state-tables.ts";
import { recordedEvent } from "./recorded-event.ts";
import type { Run, RunRequest, RunSource } from "./run-log.ts";

/** What else is written in the transaction that ends a run: all of it or none. */
export type Alongside = (
  tx: Database,
  finished: { readonly result: AskResult; readonly request: RunRequest; readonly at: Date },
) => Promise<void>;

interface Settings {
  readonly db: Database;
  readonly now: () => Date;
  readonly holder: string;
  readonly madeWith: Readonly<Record<string, unknown>>;
  readonly limits: {
    readonly resumeWindowMs: number;
    readonly maxEventsPerRun: number;
    readonly leaseMs: number;
  };
  readonly alongside: Alongside | undefined;
}

/** A run being written down: it is consumed once, whoever reads along, and nobody reads what is not written. */
export class Recording implements Run {
  /** Settles with the first event, or with what was thrown before it. */
  readonly begun: Promise<void>;
  /** Resolves when nothing more will come; never rejects. */
  readonly ended: Promise<void>;

  readonly #request: RunRequest;
  readonly #settings: Settings;
  readonly #stop = new AbortController();
  readonly #inputs = new Map<string, unknown>();
  /** Told by the run and not written yet. */
  #pending: AskEvent[] = [];
  #writing: Promise<void> | null = null;
  /** Written, and told to whoever reads. */
  readonly #events: AskEvent[] = [];
  #outcome: { readonly error: unknown } | "finished" | null = null;
  #changed = Promise.withResolvers<void>();
  #readers = 0;
  #abandoned: NodeJS.Timeout | undefined;

  constructor(source: RunSource, request: RunRequest, settings: Settings) {
    this.#request = request;
    this.#settings = settings;
    this.begun = this.#changed.promise.then(() => {
      if (this.#events.length === 0 && this.#outcome !== null && this.#outcome !== "finished")
        throw this.#outcome.error;
    });
    this.#waitForReader();
    this.ended = this.#record(source);
  }

  get id(): string {
    return startOf(this.#events).runId;
  }

  isCalled(runId: string, owner: string): boolean {
    return this.#events.length > 0 && this.id === runId && this.#request.owner === owner;
  }

  isOfThread({ owner, thread }: Pick<RunRequest, "owner" | "thread">): boolean {
    const own = this.#request;
    return thread !== undefined && own.thread === thread && own.owner === owner;
  }

  async *events(after: number, signal: AbortSignal): AsyncGenerator<AskEvent, void> {
    this.#readers += 1;
    clearTimeout(this.#abandoned);
    try {
      const left = new Promise<void>((resolve) => {
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      let position = this.#events.findIndex((event) => event.seq > after);
      if (position === -1) position = this.#events.length;
      while (!signal.aborted) {
        const event = this.#events[position];
        if (event !== undefined) {
          position += 1;
          if (event.seq > after) yield event;
        } else if (this.#outcome === null) {
          await Promise.race([this.#changed.promise, left]);
        } else if (this.#outcome === "finished") {
          return;
        } else {
          throw this.#outcome.error;
        }
      }
    } finally {
      this.#readers -= 1;
      if (this.#readers === 0 && this.#outcome === null) this.#waitForReader();
    }
  }

  stop(): void {
    this.#stop.abort(new DependencyError("The run was stopped before it finished."));
  }

  async #record(source: RunSource): Promise<void> {
    let told = 0;
    try {
      for await (const event of source({ signal: this.#stop.signal })) {
        told += 1;
        if (told > this.#settings.limits.maxEventsPerRun) {
          this.stop();
          throw new Error(`a run gave more than ${this.#settings.limits.maxEventsPerRun} events`);
        }
        this.#pending.push(event);
        this.#writing ??= this.#write();
        if (this.#outcome !== null) break;
      }
      await this.#writing;
      if (this.#events.at(-1)?.type === "run.finished") this.#outcome ??= "finished";
      else throw this.#stop.signal.reason ?? new Error("a run ended without run.finished");
    } catch (error) {
      // Not swallowed: it is kept and thrown to every reader.
      await this.#writing;
      this.#outcome ??= { error };
      await this.#fail();
    }
    clearTimeout(this.#abandoned);
    this.#tell();
  }

  /** Writes what is pending, everything of one turn of the event loop at once. Never rejects: a failure ends the run. */
  async #write(): Promise<void> {
    try {
      await nextTurn();
      while (this.#pending.length > 0) {
        const events = this.#pending;
        this.#pending = [];
        await this.#settings.db.transaction().execute((tx) => this.#append(tx, events));
        this.#events.push(...events);
        this.#tell();
      }
    } catch (error) {
      this.#outcome = { error };
      this.stop();
    } finally {
      this.#writing = null;
    }
  }

  async #append(tx: Database, events: readonly AskEvent[]): Promise<void> {
    const { now, holder, madeWith, limits, alongside } = this.#settings;
    const { owner, kind, thread, input } = this.#request;
    const at = now();
    const { runId, question } = startOf(this.#events.length > 0 ? this.#events : events);
    const about = { runId, owner, at: at.toISOString(), madeWith, inputs: this.#inputs };
    if (this.#events.length === 0)
      await beginRun(tx, {
        id: runId,
        kind,
        owner,
        thread: thread ?? null,
        // Why from the event: there it is masked.
        input: JSON.stringify({ ...input, question }),
        status: "running",
        reason: null,
        last_seq: 0,
        holder,
        lease_until: new Date(at.getTime() + limits.leaseMs).toISOString(),
        started_at: at.toISOString(),
        ended_at: null,
      });
    const records = events.map((event) => recordedEvent(event, about));
    await appendEvents(tx, { id: runId, owner, holder }, records);
    const last = events.at(-1);
    if (last?.type !== "run.finished") return;
    await alongside?.(tx, { result: last.result, request: this.#request, at });
    const reason = last.result.failure?.message ?? null;
    await endRun(tx, runId, { status: "finished", reason }, at);
  }

  /** Says in the state why the run has no end. Where the state itself fails, its lease runs out and says it. */
  async #fail(): Promise<void> {
    if (this.#events.length === 0 || this.#outcome === null || this.#outcome === "finished") return;
    const { error } = this.#outcome;
    const { db, now } = this.#settings;
    const reason =
      error instanceof AppError ? error.message : "An internal error stopped this run.";
    await endRun(db, this.id, { status: "failed", reason }, now()).catch(() => undefined);
  }

  #tell(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }

  #waitForReader(): void {
    this.#abandoned = setTimeout(() => this.stop(), this.#settings.limits.resumeWindowMs).unref();
  }
}

function startOf(events: readonly AskEvent[]): Extract<AskEvent, { type: "run.started" }> {
  const [first] = events;
  if (first?.type !== "run.started") throw new Error("a run's first event is run.started");
  return first;
}
