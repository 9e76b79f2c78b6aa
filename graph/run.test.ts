import { describe, expect, test, vi } from "vitest";
import type { Agent } from "../agents/agent.ts";
import { specialistNames } from "../agents/agent-name.ts";
import { DependencyError, NoDataError } from "../errors.ts";
import { createAsk } from "./create-ask.ts";
import {
  catalogue,
  collect,
  findingOf,
  planFor,
  reportOf,
  resultOf,
  scriptedAgent,
  scriptedAgents,
  scriptedDependencies,
  scriptedTool,
} from "./scripted-run.ts";

const signal = (): AbortSignal => new AbortController().signal;
const everyone = planFor(specialistNames);
const found = scriptedAgent("performance", reportOf({ findings: [findingOf()] }));
const asking = (agents: readonly Agent[], plan = everyone, over = {}) =>
  collect(
    createAsk(scriptedDependencies(agents, plan, over))({ question: "why?" }, { signal: signal() }),
  );

/** An agent whose playbook is this function. */
const behaving = (playbook: Agent["playbook"]): Agent => ({ ...scriptedAgent("retry"), playbook });

describe("a run that goes wrong", () => {
  test("answers with the others when one specialist fails as expected, and says who is missing", async () => {
    const broken = scriptedTool("broken", new DependencyError("the warehouse did not answer"));
    const agents = scriptedAgents([found, scriptedAgent("risk", reportOf(), broken)]);
    const result = resultOf(await asking(agents));
    expect(result.status).toBe("partial");
    expect(result.answer.markdown).toContain(
      "The risk agent could not answer: the warehouse did not answer.",
    );
    expect(result.answer.markdown).toContain("85.4%");
  });

  test("fails with the reason when no specialist could answer", async () => {
    const broken = scriptedTool("broken", new DependencyError("the warehouse did not answer"));
    const agents = specialistNames.map((name) => scriptedAgent(name, reportOf(), broken));
    expect(resultOf(await asking(agents))).toMatchObject({
      status: "failed",
      failure: { code: "dependency_unavailable", exitCode: 4 },
    });
  });

  test("fails on a bug, reports it, and does not show its text", async () => {
    const bugs: unknown[] = [];
    const buggy = behaving(async () => {
      throw new TypeError("secret detail");
    });
    const events = await asking(scriptedAgents([buggy]), everyone, {
      onBug: (error: unknown) => bugs.push(error),
    });
    expect(resultOf(events)).toMatchObject({
      status: "failed",
      plan: everyone,
      failure: { code: "bug" },
    });
    expect(bugs).toEqual([expect.objectContaining({ message: "secret detail" })]);
    expect(JSON.stringify(events)).not.toContain("secret detail");
  });

  test("treats a report of the wrong shape and a foreign tool as bugs", async () => {
    const onBug = vi.fn();
    const shapeless = behaving(async () => reportOf({ findings: [findingOf({ confidence: 7 })] }));
    const thief = behaving(async (_task, bench) => {
      await bench.call(scriptedTool("foreign"), {});
      return reportOf();
    });
    for (const agent of [shapeless, thief])
      expect(resultOf(await asking([agent], planFor(["retry"]), { onBug })).failure?.code).toBe(
        "bug",
      );
    expect(onBug).toHaveBeenCalledTimes(2);
  });

  test("goes on without a specialist that overruns its time, even one that ignores its signal", async () => {
    const stuck = behaving(() => new Promise(() => {}));
    const result = resultOf(
      await asking(scriptedAgents([found, stuck]), everyone, { budget: { specialistMs: 20 } }),
    );
    expect(result.status).toBe("partial");
    expect(result.answer.markdown).toContain("The retry agent could not answer: no answer within");
  });

  test("stops a specialist that calls tools without end", async () => {
    const tool = scriptedTool("tool");
    const greedy: Agent = {
      ...scriptedAgent("retry", reportOf(), tool),
      async playbook(_task, bench) {
        for (;;) await bench.call(tool, {});
      },
    };
    const events = await asking(scriptedAgents([found, greedy]), everyone, {
      budget: { toolCalls: 3 },
    });
    expect(events.filter((e) => e.type === "tool.started" && e.agent === "retry")).toHaveLength(3);
    expect(resultOf(events).answer.markdown).toContain(
      "The budget of 3 tool calls for this agent is spent.",
    );
  });

  test("stops the whole run at its time limit", async () => {
    const stuck = behaving(() => new Promise(() => {}));
    const result = resultOf(
      await asking(scriptedAgents([stuck]), everyone, { budget: { runMs: 30 } }),
    );
    expect(result).toMatchObject({
      status: "failed",
      failure: { code: "dependency_unavailable", exitCode: 4 },
    });
  });

  test("ends as cancelled when the caller aborts, and aborts the tools", async () => {
    const caller = new AbortController();
    let seen: AbortSignal | undefined;
    const waiting = behaving(async (_task, bench) => {
      seen = bench.signal;
      setImmediate(() => caller.abort());
      return new Promise(() => {});
    });
    const ask = createAsk(scriptedDependencies(scriptedAgents([waiting]), everyone));
    const events = await collect(ask({ question: "why?" }, { signal: caller.signal }));
    expect(resultOf(events).failure?.code).toBe("cancelled");
    expect(seen?.aborted).toBe(true);
  });

  test("cancels the run when its reader leaves", async () => {
    let seen: AbortSignal | undefined;
    const waiting = behaving((_task, bench) => {
      seen = bench.signal;
      return new Promise(() => {});
    });
    const ask = createAsk(scriptedDependencies(scriptedAgents([waiting]), everyone));
    for await (const event of ask({ question: "why?" }, { signal: signal() }))
      if (event.type === "step.started" && event.agent === "performance") break;
    expect(seen?.aborted).toBe(true);
  });

  test("says what to do when nothing is loaded", async () => {
    const missing = {
      warehouse: async () => {
        throw new NoDataError("Nothing is loaded yet.");
      },
    };
    const empty = { loadCatalogue: async () => ({ ...catalogue, asOf: null }) };
    for (const over of [missing, empty])
      expect(resultOf(await asking(scriptedAgents(), everyone, over))).toMatchObject({
        status: "failed",
        plan: null,
        failure: { code: "no_data", exitCode: 3 },
      });
  });
});
