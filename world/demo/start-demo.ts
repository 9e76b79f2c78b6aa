import { Worker } from "node:worker_threads";
import { DependencyError } from "../../errors.ts";
import type { DemoMessage, DemoOrder } from "./demo-message.ts";

/** The demo world of a data folder, played on a thread of its own: simulating never holds up an answer. */
export interface Demo {
  /** Resolves when the lakehouse can be opened. Rejects with DependencyError when the demo failed before. */
  readonly loaded: Promise<void>;
  stop(): Promise<void>;
}

export interface StartDemoOptions {
  readonly dataDir: string;
  /** Takes live events in, as lines of the event format; resolves when more may come. */
  take(lines: readonly string[]): Promise<unknown>;
  onFailure(error: unknown): void;
}

export function startDemo({ dataDir, take, onFailure }: StartDemoOptions): Demo {
  const worker = new Worker(new URL("./demo-worker.ts", import.meta.url), {
    workerData: { dataDir },
  });
  const order = (said: DemoOrder): void => worker.postMessage(said);
  const loaded = Promise.withResolvers<void>();
  // Why: a failure after loading is told to onFailure; nobody waits for `loaded` any more.
  loaded.promise.catch(() => undefined);
  const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  const fail = (cause: unknown): void => {
    const message = cause instanceof Error ? cause.message : String(cause);
    const error = new DependencyError(`The demo world has stopped: ${message}`, { cause });
    loaded.reject(error);
    onFailure(error);
  };
  worker.on("message", (message: DemoMessage) => {
    if (message.kind === "loaded") loaded.resolve();
    else
      take(message.lines).then(
        () => order("taken"),
        (error: unknown) => {
          fail(error);
          order("stop");
        },
      );
  });
  worker.once("error", fail);
  return {
    loaded: loaded.promise,
    async stop() {
      order("stop");
      await ended;
    },
  };
}
