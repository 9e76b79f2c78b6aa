import type { Agent } from "../../agents/agent.ts";
import type { Prompts } from "../../prompts/load.ts";
import type { Written } from "../answer/written.ts";
import type { Plan } from "../plan.ts";
import { createChat } from "./chat.ts";
import { type LookingInput, lookFurther } from "./look-further.ts";
import type { ModelSettings } from "./model-settings.ts";
import { type PlanningInput, planWithModel } from "./planner.ts";
import { type Tried, tryModel } from "./try-model.ts";
import { type WritingInput, writeWithModel } from "./writer.ts";

/** What a model may do in a run: read the question, send agents to look further, word what they found. All have a playbook behind them. */
export interface Model {
  plan(input: PlanningInput): Promise<Tried<Plan>>;
  look(input: LookingInput): Promise<string | null>;
  write(input: WritingInput): Promise<Tried<Written | null>>;
}

/** A model behind any OpenAI-compatible endpoint. Nothing is sent until it is asked. */
export const createModel = (
  settings: ModelSettings,
  prompts: Prompts,
  agents: readonly Agent[],
): Model => {
  const chat = createChat(settings);
  const planning = `${prompts["house-rules"]}\n\n${prompts.orchestrator}`;
  return {
    plan: (input) => tryModel(() => planWithModel(chat, planning, agents, input)),
    look: (input) =>
      lookFurther(chat, `${prompts.specialist}\n\n${prompts[input.agent.name]}`, input),
    write: (input) => {
      const fields = [...new Set(input.findings.map(({ agent }) => agent))];
      const rules = ["house-rules" as const, "answer" as const, ...fields].map(
        (name) => prompts[name],
      );
      return tryModel(() => writeWithModel(chat, rules.join("\n\n"), input));
    },
  };
};
