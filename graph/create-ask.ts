import { loadPrompts } from "../prompts/load.ts";
import type { Ask } from "./ask.ts";
import { lagWords } from "./lag-words.ts";
import { createModel } from "./model/model.ts";
import type { ModelSettings } from "./model/model-settings.ts";
import { maskQuestion } from "./question/mask-question.ts";
import { readQuestion } from "./question/read-question.ts";
import { run } from "./run.ts";
import { type AskDependencies, runEnvironment } from "./run-environment.ts";
import { createThreads } from "./threads.ts";

export interface CreateAsk extends AskDependencies {
  /** Left out or null, every answer is the playbooks'. */
  readonly model?: ModelSettings | null | undefined;
}

const mostThreads = 500;

/** The waist of the product. A missing prompt stops the program here. */
export const createAsk = (dependencies: CreateAsk): Ask => {
  const { readQuestion: read = readQuestion, now } = dependencies;
  const agents = dependencies.agents.filter(({ name }) => name !== "orchestrator");
  const prompts = loadPrompts();
  const model = dependencies.model ? createModel(dependencies.model, prompts, agents) : null;
  const environment = runEnvironment(dependencies, model !== null);
  const threads = createThreads(mostThreads);

  return (input, { signal: caller }) => {
    const question = maskQuestion(input.question);
    const { threadId, asOf, scope: overrides } = input;
    return run(
      environment,
      {
        question,
        threadId: threadId ?? null,
        onPlan: (plan) => threads.remember(threadId, plan),
        assign: (catalogue, signal) => ({
          question,
          model,
          plan: () =>
            // Why unmasked: the reader refuses card numbers, and tells nobody what they were.
            read(input.question, catalogue, {
              asOf,
              scope: overrides,
              previous: threads.last(threadId),
            }),
          planWithModel:
            model && ((draft) => model.plan({ question, catalogue, draft, overrides, signal })),
          lag: now === undefined ? null : lagWords(catalogue.asOf ?? "", now()),
        }),
      },
      caller,
    );
  };
};
