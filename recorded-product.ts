import type { Config } from "./config.ts";
import { type Memory, openMemory } from "./open-memory.ts";
import { createProduct, type Product } from "./product.ts";
import { recordedAnswers } from "./recorded-answers.ts";

interface RecordedOptions {
  readonly config: Config;
  readonly onBug: (error: unknown) => void;
}

/** The product for one command: what it answers is written down as a server would. The state is opened when first needed. */
export function recordedProduct({ config, onBug }: RecordedOptions): Product {
  let opening: Promise<Memory> | null = null;
  const memory = (): Promise<Memory> => {
    opening ??= openMemory({ config, onBug });
    return opening;
  };
  const threads = { begin: async (key: string) => (await memory()).threads.begin(key) };
  const product = createProduct({ config, onBug, threads });
  return {
    ...product,
    ...recordedAnswers(product, memory, { mayPropose: true }),
    async close() {
      await (await opening)?.close();
      await product.close();
    },
  };
}
