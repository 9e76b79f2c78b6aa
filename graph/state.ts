import { ReducedValue, StateSchema } from "@langchain/langgraph";
import { z } from "zod";
import { Outcome } from "./outcome.ts";
import { Plan } from "./plan.ts";
import { RunAnswer } from "./run-answer.ts";

/** What walks through the graph. Each specialist adds its outcome; the orchestrator writes plan and answer. */
export const RunState = new StateSchema({
  plan: Plan.nullable().default(null),
  outcomes: new ReducedValue(
    z.array(Outcome).default(() => []),
    { inputSchema: Outcome, reducer: (known, outcome) => [...known, outcome] },
  ),
  answer: RunAnswer.nullable().default(null),
});
export type RunState = typeof RunState.State;
