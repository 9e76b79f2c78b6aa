import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AskResult } from "../graph/ask-result.ts";
import { createVocabulary } from "../graph/grounding/vocabulary.ts";
import type { ModelSettings } from "../graph/model/model-settings.ts";
import { loadFiles } from "../lakehouse/load/load-files.ts";
import { createProduct, type Product } from "../product.ts";
import { determinismQuestions } from "./determinism-questions.ts";
import { answersElsewhere } from "./elsewhere.ts";
import { worldEvents } from "./fixture/world-events.ts";
import { scriptedModel } from "./models.ts";
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
export const openData = async (
  /** Answers instead of the scripted model that a case names. */
  model: ModelSettings | null = null,
): Promise<Data> => {
  const root = await mkdtemp(join(tmpdir(), "evals-"));
  const opened: DataSet[] = [];
  const close = async () => {
    for (const data of opened) await data.close();
    await rm(root, { recursive: true, force: true });
  };
  const open = async (name: DataName, files: readonly string[], oracle: Answered["oracle"]) => {
    const data = await load(join(root, name), files, oracle, model);
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

type Asked = Pick<Case, "question" | "after" | "model">;

interface DataSet {
  answer(given: Asked): Promise<Answered>;
  close(): Promise<void>;
}

/** The bundled sample is loaded as such; the world is data like anybody's. */
const load = async (
  dataDir: string,
  files: readonly string[],
  oracle: Answered["oracle"],
  model: ModelSettings | null,
): Promise<DataSet> => {
  const isSample = files === sample;
  const report = await loadFiles({ files, dataDir, isSample });
  if (report.files.some(({ status }) => status === "refused") || report.quarantined > 0)
    throw new Error(`the fixture was not loaded whole: ${JSON.stringify(report)}`);
  const config = { dataDir, model: null };
  const product = createProduct({ config, onBug: raise });
  const vocabulary = createVocabulary((await product.catalogue()).values);
  const withModel = new Map<string, Product>();
  const productWith = (name: string): Product => {
    const settings = model ?? scriptedModel(name);
    const opened = withModel.get(name);
    const made = opened ?? createProduct({ config: { dataDir, model: settings }, onBug: raise });
    withModel.set(name, made);
    return made;
  };
  const known = new Map<string, Promise<AskResult>>();
  const answerTo = (given: Asked): Promise<AskResult> => {
    const key = [given.model ?? "", given.after ?? "", given.question].join(" / ");
    const asked =
      known.get(key) ?? ask(given.model === undefined ? product : productWith(given.model), given);
    known.set(key, asked);
    return asked;
  };
  let others: ReturnType<typeof answersElsewhere> | null = null;
  return {
    async answer(given) {
      return {
        result: await answerTo(given),
        oracle,
        vocabulary,
        playbook: () => answerTo(withoutModel(given)),
        async elsewhere() {
          others ??= answersElsewhere(dataDir, determinismQuestions);
          const at = determinismQuestions.indexOf(given.question);
          return (await others).map((answers) => answers[at] ?? "");
        },
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
    async close() {
      for (const opened of [product, ...withModel.values()]) await opened.close();
    },
  };
};

const withoutModel = ({ model: _, ...given }: Asked): Asked => given;

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
