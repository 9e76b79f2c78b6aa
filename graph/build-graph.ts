import { END, Send, START, StateGraph } from "@langchain/langgraph";
import type { Agent } from "../agents/agent.ts";
import { type SpecialistName, specialistNames } from "../agents/agent-name.ts";
import { askSpecialist } from "./ask-specialist.ts";
import type { Orchestrator } from "./orchestrator.ts";
import type { RunContext } from "./run-context.ts";
import { RunState } from "./state.ts";

/**
 * The graph of one run: the orchestrator plans, sends the question to the specialists of the plan in parallel, and
 * answers when all of them have come back.
 */
export const buildGraph = (
  orchestrator: Orchestrator,
  specialists: ReadonlyMap<SpecialistName, Agent>,
  run: RunContext,
) => {
  const direct = async ({ plan, outcomes }: RunState): Promise<typeof RunState.Update> => {
    if (plan !== null) return { answer: await orchestrator.answer(plan, outcomes) };
    const agreed = await orchestrator.plan();
    await run.tell({ type: "plan", plan: agreed });
    if (agreed.agents.length > 0) return { plan: agreed };
    return { plan: agreed, answer: await orchestrator.answer(agreed, []) };
  };

  const specialist = (name: SpecialistName) => async (state: RunState) => {
    const agent = specialists.get(name);
    if (agent === undefined || state.plan === null)
      throw new Error(`the plan asks ${name}, which is no agent of this run`);
    return { outcomes: await askSpecialist(agent, state.plan, run) };
  };

  const dispatch = (state: RunState): Send[] | typeof END =>
    state.answer !== null || state.plan === null
      ? END
      : state.plan.agents.map((name) => new Send(name, state));

  return new StateGraph(RunState)
    .addNode("orchestrator", direct)
    .addNode("routing", specialist("routing"))
    .addNode("retry", specialist("retry"))
    .addNode("decline", specialist("decline"))
    .addNode("risk", specialist("risk"))
    .addNode("performance", specialist("performance"))
    .addEdge(START, "orchestrator")
    .addConditionalEdges("orchestrator", dispatch, [...specialistNames, END])
    .addEdge("routing", "orchestrator")
    .addEdge("retry", "orchestrator")
    .addEdge("decline", "orchestrator")
    .addEdge("risk", "orchestrator")
    .addEdge("performance", "orchestrator")
    .compile({ name: "payment-analysis" });
};
