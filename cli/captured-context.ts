import { PassThrough } from "node:stream";
import { loadConfig } from "../config.ts";
import type { Product } from "../product.ts";
import { failingAsk, scriptedAsk, scriptedEvents } from "../routes/scripted-ask.ts";
import { openState } from "../state/open-state.ts";
import type { CommandContext } from "./command-context.ts";

/** A product that tells the scripted run, and knows no SQL. */
export const scriptedProduct = (over: Partial<Product> = {}): Product => {
  const ask = scriptedAsk(scriptedEvents());
  return {
    ask,
    runAgent: (name, options) => ask({ question: name }, options),
    sql: async () => [],
    catalogue: async () => ({ asOf: null, firstEvent: null, values: {}, isSample: false }),
    close: async () => undefined,
    ...over,
  };
};

/** A product whose every run throws this. */
export const failingProduct = (error: unknown): Product => {
  const ask = failingAsk(error);
  return scriptedProduct({ ask, runAgent: (name, options) => ask({ question: name }, options) });
};

/** A context whose output can be read, over a product of one's choice; its state is forgotten, or lies in `dataDir`. */
export function capturedContext(
  product: Product = scriptedProduct(),
  isTTY = false,
  dataDir: string | null = null,
) {
  const out = capture(isTTY);
  const err = capture(isTTY);
  const dataDirs: string[] = [];
  const context: CommandContext = {
    stdout: out.stream,
    stderr: err.stream,
    signal: new AbortController().signal,
    config: () => loadConfig({}),
    async openProduct({ dataDir }) {
      dataDirs.push(dataDir);
      return product;
    },
    openState: async () => openState(dataDir === null ? "memory" : { dataDir }),
    runningServer: async () => null,
  };
  return { context, stdout: out.text, stderr: err.text, dataDirs };
}

function capture(isTTY: boolean) {
  const stream = Object.assign(new PassThrough(), { isTTY, columns: 60 });
  return { stream, text: () => (stream.read() as Buffer | null)?.toString() ?? "" };
}
