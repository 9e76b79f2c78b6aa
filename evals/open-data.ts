import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AskResult } from "../graph/ask-result.ts";
import { createVocabulary } from "../graph/grounding/vocabulary.ts";
import { loadFiles } from "../lakehouse/load/load-files.ts";
import { createProduct, type Product } from "../product.ts";
import { worldEvents } from "./fixture/world-events.ts";
import { createOracle } from "./oracle/oracle.ts";
import type { Answered, Case, DataName } from "./suite.ts";

/** Both data sets loaded by the real loader, and the product over them as a user has it, without a model. */
export interface Data {
  answer(given: Case): Promise<Answered>;
  close(): Promise<void>;
}

const sample = ["fx-rates-sample.ndjson", "stripe-charges-sample.csv"].map((name) =>
  join(import.meta.dirname, "..", "sample", name),
);

/** Loads the fixtures into a folder that `close` removes. */
export const openData = async (): Promise<Data> => {
  const root = await mkdtemp(join(tmpdir(), "evals-"));
  const opened: DataSet[] = [];
  const close = async () => {
    for (const data of opened) await data.close();
    await rm(root, { recursive: true, force: true });
  };
  const open = async (name: DataName, files: readonly string[], oracle: Answered["oracle"]) => {
    const data = await load(join(root, name), files, oracle);
    opened.push(data);
    return data;
  };
  try {
    const events = worldEvents();
    const file = join(root, "world.ndjson");
    await writeFile(file, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    const data: Readonly<Record<DataName, DataSet>> = {
      world: await open("world", [file], createOracle(events)),
      export: await open("export", sample, noOracle),
    };
    return { answer: (given) => data[given.data ?? "world"].answer(given), close };
  } catch (error) {
    await close();
    throw error;
  }
};

const noOracle: Answered["oracle"] = () => {
  throw new Error("the export has no oracle: ask for its figures in the fixture world");
};

type Asked = Pick<Case, "question" | "after">;

interface DataSet {
  answer(given: Asked): Promise<Answered>;
  close(): Promise<void>;
}

/** The bundled sample is loaded as such; the world is data like anybody's. */
const load = async (
  dataDir: string,
  files: readonly string[],
  oracle: Answered["oracle"],
): Promise<DataSet> => {
  const isSample = files === sample;
  const report = await loadFiles({ files, dataDir, isSample });
  if (report.files.some(({ status }) => status === "refused") || report.quarantined > 0)
    throw new Error(`the fixture was not loaded whole: ${JSON.stringify(report)}`);
  const config = { dataDir, model: null };
  const product = createProduct({ config, onBug: raise });
  const vocabulary = createVocabulary((await product.catalogue()).values);
  const known = new Map<string, Promise<AskResult>>();
  return {
    async answer(given) {
      const key = `${given.after ?? ""} / ${given.question}`;
      const asked = known.get(key) ?? ask(product, given);
      known.set(key, asked);
      return {
        result: await asked,
        oracle,
        vocabulary,
        async again() {
          const anew = createProduct({ config, onBug: raise });
          try {
            return await ask(anew, given);
          } finally {
            await anew.close();
          }
        },
      };
    },
    close: () => product.close(),
  };
};

/** A bug of the product is no failed case: it ends the run. */
const raise = (cause: unknown): never => {
  throw new Error("the product has a bug", { cause });
};

const ask = async (product: Product, { question, after }: Asked): Promise<AskResult> => {
  const { signal } = new AbortController();
  const answerTo = async (text: string): Promise<AskResult> => {
    const threadId = after === undefined ? undefined : `${after} / ${question}`;
    for await (const event of product.ask({ question: text, threadId }, { signal }))
      if (event.type === "run.finished") return event.result;
    throw new Error(`no answer to: ${text}`);
  };
  if (after !== undefined) await answerTo(after);
  return answerTo(question);
};
