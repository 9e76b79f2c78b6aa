import { describe, expect, test } from "vitest";
import type { Agent } from "../agents/agent.ts";
import { specialistNames } from "../agents/agent-name.ts";
import { UsageError } from "../errors.ts";
import { createAgentRun } from "./create-agent-run.ts";
import {
  collect,
  findingOf,
  planFor,
  reportOf,
  resultOf,
  scriptedAgent,
  scriptedAgents,
  scriptedDependencies,
} from "./scripted-run.ts";

const head: Agent = {
  ...scriptedAgent("performance"),
  name: "orchestrator",
  defaultIntent: "priorities",
};
const found = scriptedAgent("performance", reportOf({ findings: [findingOf()] }));
const plan = planFor(specialistNames, { intent: "overview", assumptions: ["last 7 days"] });
const run = createAgentRun(scriptedDependencies([...scriptedAgents([found]), head], plan));
const signal = new AbortController().signal;

describe("createAgentRun", () => {
  test("asks one specialist for its own intent over the default scope", async () => {
    const result = resultOf(await collect(run("performance", { signal })));
    expect(result).toMatchObject({
      status: "ok",
      plan: { agents: ["performance"], intent: "overview", scope: plan.scope },
    });
    expect(result.answer.markdown).toContain("85.4%");
  });

  test("asks all five for the orchestrator's priorities", async () => {
    const { plan: followed } = resultOf(await collect(run("orchestrator", { signal })));
    expect(followed).toMatchObject({ agents: specialistNames, intent: "priorities" });
  });

  test("refuses a name that is no agent", () => {
    const none = createAgentRun(scriptedDependencies([], plan));
    expect(() => none("retry", { signal })).toThrow(UsageError);
  });
});
