import { describe, expect, test } from "vitest";
import type { Agent } from "../../agents/agent.ts";
import type { AskResult } from "../ask-result.ts";
import type { Budget } from "../budget.ts";
import { createAsk } from "../create-ask.ts";
import {
  collect,
  figureOf,
  findingOf,
  planFor,
  reportOf,
  resultOf,
  scriptedAgent,
  scriptedAgents,
  scriptedDependencies,
  scriptedTool,
} from "../scripted-run.ts";
import type { ModelSettings } from "./model-settings.ts";
import {
  curious,
  empty,
  fuzzer,
  golden,
  liar,
  looper,
  refusing,
  small,
  staller,
  textOnly,
  truncated,
  wanderer,
} from "./scripted-models.fixture.ts";
import { type Brain, type Scripted, scripted, stalling } from "./scripted-transport.fixture.ts";

const tool = scriptedTool("tool");
const drop = findingOf({
  title: "Approval per attempt fell {{performance.f2}} to {{performance.f1}} [[range]]",
  text: "It was {{performance.f1}} in [[range]].",
  figures: [figureOf("performance.f1"), figureOf("performance.f2", { unit: "pp", value: -1.93 })],
});

/** An agent that may be sent further, and remembers where it was sent. */
const sent = () => {
  const looks: string[] = [];
  const agent: Agent = {
    ...scriptedAgent("performance", reportOf(), tool),
    looks: ["breakdown", "onset"],
    async playbook({ intent, by, scope }, bench) {
      await bench.call(tool, {});
      looks.push(`${intent} ${by.join()} ${JSON.stringify(scope.filters)}`);
      return reportOf({ findings: [drop] });
    },
  };
  return { agent, looks };
};

interface Asked {
  readonly result: AskResult;
  readonly looks: readonly string[];
  readonly heard: Scripted["heard"];
  readonly toolCalls: number;
  readonly ms: number;
}

const plan = planFor(["performance"]);

const asking = async (
  brain: Brain,
  over: Partial<ModelSettings> = {},
  budget: Partial<Budget> = {},
): Promise<Asked> => {
  const { settings, heard } = scripted(brain, { timeoutMs: 2_000, ...over });
  const { agent, looks } = sent();
  const ask = createAsk({
    ...scriptedDependencies(scriptedAgents([agent]), plan),
    model: settings,
    budget,
  });
  const started = performance.now();
  const events = await collect(
    ask({ question: "How did we do yesterday?" }, { signal: AbortSignal.timeout(20_000) }),
  );
  const toolCalls = events.filter((event) => event.type === "tool.started").length;
  return { result: resultOf(events), looks, heard, toolCalls, ms: performance.now() - started };
};

const playbook = "Approval per attempt fell 1.9 pp to 85.4% yesterday";

describe("whatever a model does, the run ends with a right answer or an honest one", () => {
  test("a good one plans and writes", async () => {
    const { result, looks } = await asking(golden);
    expect(result.mode).toBe("model");
    expect(result.answer.markdown).toContain(`**${playbook}.**`);
    expect(looks).toHaveLength(1);
  });

  test("a curious one sends an agent further, once, and the answer has what it found", async () => {
    const { result, looks, toolCalls } = await asking(curious);
    expect(result.mode).toBe("model");
    expect(looks).toEqual(["approval_change  {}", "breakdown  {}"]);
    expect(toolCalls).toBe(2);
    expect(result.findings.map(({ id }) => id)).toEqual(["f-1"]);
  });

  test.each([
    "85.5%",
    "1.8 pp",
    "84.3%",
    "USD 85.4",
    "85.4 ms",
    "two thirds",
    "８５.５%",
    "yesterday 8541",
  ])("a liar that writes %s is not believed", async (number) => {
    const { result } = await asking(liar(number));
    expect(result.mode).toBe("model+playbook");
    expect(result.answer.markdown).toContain(playbook);
  });

  test("a small one that drops calls, asks again, uses fenced blocks and copies numbers is followed as far as it is right", async () => {
    const { result, looks } = await asking(small);
    expect(looks).toEqual(["approval_change  {}", "breakdown card_network {}"]);
    expect(result.mode).toBe("model+playbook");
    expect(result.answer.markdown).toContain(playbook);
    expect(result.answer.markdown).not.toContain("84.3%");
  });

  test("a server without tools, streams and schemas is asked in text", async () => {
    const { result, heard } = await asking(textOnly);
    expect(result.mode).toBe("model");
    expect(heard.filter(({ part }) => part === "probe")).toHaveLength(3);
  });

  test.each<[string, Brain, string]>([
    ["is silent", staller, "it did not answer in time"],
    ["says nothing", empty, "its answer is empty"],
    ["is cut off", truncated, "its answer was cut off"],
    ["is busy", refusing(99, 429), "its endpoint answered with an error"],
    ["is down", refusing(99, 503), "its endpoint answered with an error"],
    ["refuses the key", refusing(99, 401), "its endpoint answered with an error"],
  ])(
    "one that %s leaves the playbook's answer, and the answer says so",
    async (_, brain, reason) => {
      const { result, ms } = await asking(brain, { timeoutMs: 150 });
      expect(result).toMatchObject({ status: "ok", mode: "model+playbook" });
      expect(result.answer.markdown).toContain(playbook);
      expect(result.answer.markdown).toContain(reason);
      expect(ms).toBeLessThan(4_000);
    },
  );

  test("one that is busy for a moment is waited for", async () => {
    const { result } = await asking(refusing(1, 429, { "retry-after": "0" }));
    expect(result.mode).toBe("model");
  });

  test("one that could not be reached is probed again in the next run", async () => {
    const down = scripted(() => ({ respond: () => Promise.reject(new TypeError("fetch failed")) }));
    const { agent } = sent();
    const ask = createAsk({
      ...scriptedDependencies(scriptedAgents([agent]), plan),
      model: down.settings,
    });
    const { signal } = new AbortController();
    for (const _ of [1, 2]) {
      const result = resultOf(await collect(ask({ question: "How?" }, { signal })));
      expect(result.answer.markdown).toContain(playbook);
    }
    expect(down.heard.length).toBeGreaterThan(1);
  });

  test("fuzzers reach no tool that is not the agent's and no value that is not in the data", async () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const { result, looks, toolCalls } = await asking(fuzzer(seed));
      expect(result.status).toBe("ok");
      expect(result.answer.markdown).toContain("85.4%");
      expect(looks.length).toBeLessThanOrEqual(2);
      expect(toolCalls).toBe(looks.length);
      expect(looks.join()).not.toMatch(/password|OR 1=1|evil/);
    }
  });
});

describe("budgets", () => {
  test("end a model that calls the same tool for ever after its first repetition", async () => {
    const { looks, heard, result } = await asking(looper);
    expect(looks).toEqual(["approval_change  {}", "breakdown  {}"]);
    expect(heard.filter(({ part }) => part === "look")).toHaveLength(2);
    expect(result.mode).toBe("model");
  });

  test("end a model that looks elsewhere each time after three requests", async () => {
    const { looks, heard } = await asking(wanderer);
    expect(heard.filter(({ part }) => part === "look")).toHaveLength(3);
    expect(looks).toHaveLength(4);
  });

  test("of the run and of tokens end the model's part, not the answer, and the answer says so", async () => {
    const calls = await asking(wanderer, {}, { run: { modelCalls: 2 } });
    expect(calls.heard.filter(({ part }) => part !== "probe")).toHaveLength(2);
    expect(calls.result.answer.markdown).toContain(
      "The budget of 2 model calls for this run is spent.",
    );
    expect(calls.result.answer.markdown).toContain(playbook);
    const tokens = await asking(wanderer, {}, { run: { tokens: 10 } });
    expect(tokens.result.answer.markdown).toContain(
      "The budget of 10 model tokens for this run is spent.",
    );
  });

  test("of tools hold for what a model asks for too", async () => {
    const { toolCalls, result } = await asking(wanderer, {}, { toolCalls: 2 });
    expect(toolCalls).toBe(2);
    expect(result.status).toBe("ok");
    expect(result.answer.markdown).toContain(playbook);
  });

  test("of a caller hold over runs, and another caller has their own", async () => {
    const { settings, heard } = scripted(golden);
    const ask = createAsk({
      ...scriptedDependencies(scriptedAgents([sent().agent]), plan),
      model: settings,
      budget: { caller: { modelCalls: 3 } },
    });
    const { signal } = new AbortController();
    const used = () => heard.filter(({ part }) => part !== "probe").length;
    for (const _ of [1, 2, 3]) await collect(ask({ question: "How?" }, { signal }));
    expect(used()).toBe(3);
    const caller = { name: "other", role: "analyst", merchants: ["m"] } as never;
    await collect(ask({ question: "How?" }, { signal, caller }));
    expect(used()).toBe(6);
  });

  test("of rows end a specialist before its next call", async () => {
    const { agent } = sent();
    const greedy: Agent = {
      ...agent,
      async playbook(_, bench) {
        for (;;) await bench.call(tool, {});
      },
    };
    const ask = createAsk({
      ...scriptedDependencies(scriptedAgents([greedy]), plan),
      budget: { rows: 5 },
    });
    const events = await collect(ask({ question: "How?" }, { signal: AbortSignal.timeout(5_000) }));
    expect(events.filter(({ type }) => type === "tool.finished")).toHaveLength(5);
    expect(resultOf(events).failure?.message).toContain("The budget of 5 rows read for this agent");
  });
});

describe("cancelling", () => {
  test("stops a request to the model within 250 ms, and lets go of its stream", async () => {
    let wasLetGo = false;
    const hanging: Brain = ({ part }) =>
      part === "probe"
        ? { say: "" }
        : {
            respond: (signal) => {
              signal.addEventListener("abort", () => {
                wasLetGo = true;
              });
              return stalling(signal);
            },
          };
    const { settings } = scripted(hanging, { timeoutMs: 10_000 });
    const ask = createAsk({
      ...scriptedDependencies(scriptedAgents([sent().agent]), plan),
      model: settings,
    });
    const leaving = new AbortController();
    let cancelledAt = 0;
    setTimeout(() => {
      cancelledAt = performance.now();
      leaving.abort();
    }, 60);
    const result = resultOf(await collect(ask({ question: "How?" }, { signal: leaving.signal })));
    expect(result.failure?.code).toBe("cancelled");
    expect(performance.now() - cancelledAt).toBeLessThan(250);
    expect(wasLetGo).toBe(true);
  });
});
