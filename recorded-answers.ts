import type { AskEvent } from "./graph/ask-event.ts";
import { localCaller } from "./lakehouse/access/caller.ts";
import type { Memory } from "./open-memory.ts";
import type { Product } from "./product.ts";
import type { RunRequest, RunSource } from "./runs/run-log.ts";

const never = new AbortController().signal;

interface Recording {
  /** Under whose name runs are kept. Default: the caller's. */
  readonly owner?: string;
  /** Whether what they propose is put before people. */
  readonly mayPropose?: boolean;
}

/** The product's answers, written down before they are told, for whoever sees all of the data. */
export function recordedAnswers(
  product: Pick<Product, "ask" | "runAgent">,
  memory: () => Promise<Memory>,
  { owner, mayPropose = false }: Recording = {},
): Pick<Product, "ask" | "runAgent"> {
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
    ask(input, { signal, caller = localCaller }) {
      const { question: _, threadId: thread, ...rest } = input;
      return record(
        (options) => product.ask(input, { ...options, caller }),
        {
          owner: owner ?? caller.name,
          kind: "ask",
          thread,
          input: { ...rest, threadId: thread },
          mayPropose: mayPropose && input.asOf === undefined,
        },
        signal,
      );
    },
    runAgent(name, { signal, asOf, caller = localCaller }) {
      return record(
        (options) => product.runAgent(name, { ...options, asOf, caller }),
        {
          owner: owner ?? caller.name,
          kind: "agent",
          input: { agent: name, asOf },
          mayPropose: mayPropose && asOf === undefined,
        },
        signal,
      );
    },
  };
}
