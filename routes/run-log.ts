import { DependencyError } from "../errors.ts";
import type { AskEvent } from "../graph/ask-event.ts";

export type Receipt = Extract<AskEvent, { type: "receipt" }>["receipt"];

/** One run as far as it got. Any number of readers may follow it, each from where it stopped reading. */
export interface Run {
  readonly id: string;
  /** Events with a `seq` above `after`, then the coming ones until the run ends. Throws what the run threw. */
  events(after: number, signal: AbortSignal): AsyncGenerator<AskEvent, void>;
}

/** The newest runs, kept in memory so that a lost connection is resumed without running again. */
export interface RunLog {
  /**
   * Begins a run for a caller, by name, and resolves at its first event. Throws what the run throws before it,
   * DependencyError when busy.
   */
  start(source: RunSource, owner: string): Promise<Run>;
  /** A run of that caller; nobody else's is found. */
  find(runId: string, owner: string): Run | undefined;
  receipt(id: string, owner: string): Receipt | undefined;
  /** Stops every run that is still going. */
  stop(): void;
}

export type RunSource = (options: { signal: AbortSignal }) => AsyncIterable<AskEvent>;

interface Limits {
  /** How long a run goes on that nobody reads, so that its reader may come back. */
  readonly resumeWindowMs: number;
  readonly maxRunning: number;
  /** Runs remembered; the oldest finished ones are forgotten first. */
  readonly maxRuns: number;
  readonly maxEventsPerRun: number;
}

const defaults: Limits = {
  resumeWindowMs: 30_000,
  maxRunning: 8,
  maxRuns: 100,
  maxEventsPerRun: 5_000,
};

export function createRunLog(limits: Partial<Limits> = {}): RunLog {
  const { maxRunning, maxRuns, ...perRun } = { ...defaults, ...limits };
  const runs = new Map<string, Recording>();
  const running = new Set<Recording>();

  return {
    async start(source, owner) {
      if (running.size >= maxRunning)
        throw new DependencyError(`${maxRunning} questions are being answered: try again shortly.`);
      const run = new Recording(source, owner, perRun);
      running.add(run);
      void run.ended.then(() => running.delete(run));
      await run.begun;
      runs.set(run.id, run);
      for (const old of runs.values()) {
        if (runs.size <= maxRuns) break;
        if (!running.has(old)) runs.delete(old.id);
      }
      return run;
    },
    find(runId, owner) {
      const run = runs.get(runId);
      return run?.owner === owner ? run : undefined;
    },
    receipt: (id, owner) =>
      [...runs.values()]
        .reverse()
        .filter((run) => run.owner === owner)
        .map((run) => run.receipt(id))
        .find((receipt) => receipt !== undefined),
    stop() {
      for (const run of running) run.stop();
    },
  };
}

/** A run being written down: it is consumed once, whoever reads along. */
class Recording implements Run {
  /** Settles with the first event, or with what was thrown before it. */
  readonly begun: Promise<void>;
  /** Resolves when nothing more will come; never rejects. */
  readonly ended: Promise<void>;
  readonly owner: string;

  readonly #limits: Pick<Limits, "resumeWindowMs" | "maxEventsPerRun">;
  readonly #stop = new AbortController();
  readonly #events: AskEvent[] = [];
  #outcome: { readonly error: unknown } | "finished" | null = null;
  #changed = Promise.withResolvers<void>();
  #readers = 0;
  #abandoned: NodeJS.Timeout | undefined;

  constructor(
    source: RunSource,
    owner: string,
    limits: Pick<Limits, "resumeWindowMs" | "maxEventsPerRun">,
  ) {
    this.owner = owner;
    this.#limits = limits;
    this.begun = this.#changed.promise.then(() => {
      if (this.#events.length === 0 && this.#outcome !== null && this.#outcome !== "finished")
        throw this.#outcome.error;
    });
    this.#waitForReader();
    this.ended = this.#record(source);
  }

  get id(): string {
    const [first] = this.#events;
    if (first?.type !== "run.started") throw new Error("a run's first event is run.started");
    return first.runId;
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

  receipt(id: string): Receipt | undefined {
    const found = this.#events.find((event) => event.type === "receipt" && event.receipt.id === id);
    return found?.type === "receipt" ? found.receipt : undefined;
  }

  stop(): void {
    this.#stop.abort(new DependencyError("The run was stopped before it finished."));
  }

  async #record(source: RunSource): Promise<void> {
    try {
      for await (const event of source({ signal: this.#stop.signal })) {
        this.#events.push(event);
        if (this.#events.length > this.#limits.maxEventsPerRun) {
          this.stop();
          throw new Error(`a run gave more than ${this.#limits.maxEventsPerRun} events`);
        }
        this.#tell();
      }
      this.#outcome =
        this.#events.at(-1)?.type === "run.finished"
          ? "finished"
          : { error: this.#stop.signal.reason ?? new Error("a run ended without run.finished") };
    } catch (error) {
      // Not swallowed: it is kept and thrown to every reader.
      this.#outcome = { error };
    }
    clearTimeout(this.#abandoned);
    this.#tell();
  }

  #tell(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }

  #waitForReader(): void {
    this.#abandoned = setTimeout(() => this.stop(), this.#limits.resumeWindowMs).unref();
  }
}
