import { localCaller } from "../lakehouse/access/caller.ts";
import { loadPrompts } from "../prompts/load.ts";
import type { Ask } from "./ask.ts";
import { type Budget, defaultBudget } from "./budget.ts";
import { lagWords } from "./lag-words.ts";
import { defaultTimeoutMs } from "./model/client.ts";
import { createModel } from "./model/model.ts";
import type { ModelSettings } from "./model/model-settings.ts";
import { partsOf } from "./model-parts.ts";
import { maskQuestion } from "./question/mask-question.ts";
import { readQuestion } from "./question/read-question.ts";
import { run } from "./run.ts";
import { type AskDependencies, runEnvironment } from "./run-environment.ts";
import { createThreads, noTurn, type Threads } from "./threads.ts";

export interface CreateAsk extends AskDependencies {
  /** Left out or null, every answer is the playbooks'. */
  readonly model?: ModelSettings | null | undefined;
  /** Default: conversations are remembered in memory. */
  readonly threads?: Threads | undefined;
}

const mostThreads = 500;

const withoutModel = { planWithModel: null, write: null, look: null };

/** A run has time for its specialists, and for a model that takes as long as it may to be probed, to plan and to write. */
const nestedAround = (settings: ModelSettings | null): Partial<Budget> => {
  if (settings === null) return {};
  const { timeoutMs = defaultTimeoutMs } = settings;
  const specialistMs = defaultBudget.specialistMs + Math.max(0, timeoutMs - defaultTimeoutMs);
  return { specialistMs, runMs: Math.max(defaultBudget.runMs, specialistMs + 4 * timeoutMs) };
};

/** The waist of the product. A missing prompt stops the program here. */
export const createAsk = (dependencies: CreateAsk): Ask => {
  const { readQuestion: read = readQuestion, now } = dependencies;
  const agents = dependencies.agents.filter(({ name }) => name !== "orchestrator");
  const prompts = loadPrompts();
  const model = dependencies.model ? createModel(dependencies.model, prompts, agents) : null;
  const budget = { ...nestedAround(dependencies.model ?? null), ...dependencies.budget };
  const environment = runEnvironment({ ...dependencies, budget }, model !== null);
  const threads = dependencies.threads ?? createThreads(mostThreads);
  const rounds = environment.budget.looks;

  return async function* (input, { signal, caller = localCaller }) {
    const question = maskQuestion(input.question);
    const { asOf, scope: overrides } = input;
    const threadId = input.threadId ?? null;
    // Why: a conversation goes on from what its caller asked, whoever else knows its id.
    const thread = threadId === null ? undefined : JSON.stringify([caller, threadId]);
    const turn = thread === undefined ? noTurn : await threads.begin(thread);
    const { previous } = turn;
    try {
      yield* run(
        environment,
        {
          question,
          threadId,
          caller,
          onPlan: async (plan) => {
            if (plan.outcome === "answer") await turn.remember(plan);
          },
          assign: (known) => {
            const { catalogue } = known;
            return {
              // Why unmasked: the reader refuses card numbers, and tells nobody what they were.
              plan: () => read(input.question, catalogue, { asOf, scope: overrides, previous }),
              lag: now === undefined ? null : lagWords(catalogue.asOf ?? "", now()),
              ...(model === null
                ? withoutModel
                : partsOf(model, known, { question, overrides, previous, rounds })),
            };
          },
        },
        signal,
      );
    } finally {
      await turn.end();
    }
  };
};
