import type { Config } from "./config.ts";
import type { AskEvent } from "./graph/ask-event.ts";
import { localCaller } from "./lakehouse/access/caller.ts";
import { type Memory, openMemory } from "./open-memory.ts";
import { createProduct, type Product } from "./product.ts";
import type { RunRequest, RunSource } from "./runs/run-log.ts";

interface RecordedOptions {
  readonly config: Config;
  readonly onBug: (error: unknown) => void;
}

const never = new AbortController().signal;

/** The product for one command: what it answers is written down as a server would. The state is opened when first needed. */
export function recordedProduct({ config, onBug }: RecordedOptions): Product {
  let opening: Promise<Memory> | null = null;
  const memory = (): Promise<Memory> => {
    opening ??= openMemory({ config, onBug });
    return opening;
  };
  const threads = { begin: async (key: string) => (await memory()).threads.begin(key) };
  const product = createProduct({ config, onBug, threads });

  async function* record(
    source: RunSource,
    request: RunRequest,
    signal: AbortSignal,
  ): AsyncGenerator<AskEvent, void> {
    const { runs } = await memory();
    const run = await runs.start(
      (own) => source({ signal: AbortSignal.any([signal, own.signal]) }),
      request,
    );
    yield* run.events(0, never);
  }

  return {
    ...product,
    ask(input, { signal, caller = localCaller }) {
      const { question: _, threadId: thread, ...rest } = input;
      return record(
        (options) => product.ask(input, { ...options, caller }),
        { owner: caller.name, kind: "ask", thread, input: { ...rest, threadId: thread } },
        signal,
      );
    },
    runAgent(name, { signal, asOf, caller = localCaller }) {
      return record(
        (options) => product.runAgent(name, { ...options, asOf, caller }),
        { owner: caller.name, kind: "agent", input: { agent: name, asOf } },
        signal,
      );
    },
    async close() {
      await (await opening)?.close();
      await product.close();
    },
  };
}
