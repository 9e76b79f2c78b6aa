import { afterEach, describe, expect, test } from "vitest";
import { createAsk } from "../create-ask.ts";
import type { Plan } from "../plan.ts";
import {
  collect,
  findingOf,
  planFor,
  reportOf,
  resultOf,
  scope,
  scriptedAgent,
  scriptedAgents,
  scriptedDependencies,
} from "../scripted-run.ts";
import {
  type Reply,
  type Request,
  type ScriptedEndpoint,
  scriptedEndpoint,
} from "./scripted-endpoint.ts";

const found = scriptedAgent("performance", reportOf({ findings: [findingOf()] }));
const draft = planFor(["performance"], { assumptions: ["No period was named: yesterday."] });
const decision = {
  outcome: "answer",
  agents: ["performance", "decline"],
  intent: "approval_change",
  range: { from: scope.range.from, to: scope.range.to },
  compare: null,
  filters: [],
  by: [],
  metric: null,
  message: null,
  options: [],
};
const text = {
  headline: "Approval stood at {{performance.f1}} [[range]].",
  sentences: ["That is the rate per attempt, {{performance.f1}}."],
};
const plans = (over: object = {}): string => JSON.stringify({ ...decision, ...over });
const writes = (over: object = {}): string => JSON.stringify({ ...text, ...over });

const isPlanning = ({ messages }: Request): boolean =>
  messages[0]?.content.includes("# Orchestrator") ?? false;
const replying =
  (planned: Reply, written: Reply) =>
  (request: Request): Reply =>
    isPlanning(request) ? planned : written;

const open: ScriptedEndpoint[] = [];
afterEach(async () => {
  for (const endpoint of open.splice(0)) await endpoint[Symbol.asyncDispose]();
});

const asking = async (
  reply: Parameters<typeof scriptedEndpoint>[0],
  { plan = draft, timeoutMs = 2_000 }: { plan?: Plan; timeoutMs?: number } = {},
) => {
  const endpoint = await scriptedEndpoint(reply, timeoutMs);
  open.push(endpoint);
  const ask = createAsk({
    ...scriptedDependencies(scriptedAgents([found]), plan),
    model: endpoint.settings,
  });
  const { signal } = new AbortController();
  const result = resultOf(await collect(ask({ question: "How did we do?" }, { signal })));
  return { result, endpoint };
};
const playbook = "Approval per attempt was 85.4%";

describe("model mode", () => {
  test("plans and writes with the model, and code fills in the numbers", async () => {
    const { result } = await asking(replying(plans(), writes()));
    expect(result).toMatchObject({ status: "ok", mode: "model" });
    expect(result.plan).toMatchObject({ agents: ["decline", "performance"] });
    expect(result.answer.markdown).toContain("**Approval stood at 85.4% yesterday.**");
    expect(result.answer.markdown).toContain("Model answered.");
  });

  test("shows the planner values and dates, never a number of the data", async () => {
    const { endpoint } = await asking(replying(plans(), writes()));
    const [planning] = endpoint.requests;
    expect(planning?.messages[1]?.content).toContain("INSUFFICIENT_FUNDS");
    expect(planning?.messages[1]?.content).not.toContain("41208");
  });

  test.each<[string, Reply, string]>([
    ["an error of the endpoint", 500, "its endpoint answered with an error"],
    ["a refused key", 401, "its endpoint answered with an error"],
    ["prose instead of JSON", "I think approval was fine.", "its answer has the wrong shape"],
    ["broken JSON", '{"outcome": "answer", }', "its answer is no JSON"],
    ["an empty answer", "", "its answer is empty"],
    [
      "a body that is no completion",
      (r) => void r.end("<html>"),
      "its endpoint gave no usable answer",
    ],
    ["a dropped connection", (r) => void r.destroy(), "its endpoint gave no usable answer"],
  ])("falls back to the playbook on %s, and says why", async (_, reply, reason) => {
    const { result } = await asking([reply]);
    expect(result).toMatchObject({ status: "ok", mode: "model+playbook", plan: draft });
    expect(result.answer.markdown).toContain(playbook);
    expect(result.answer.markdown).toContain(`Model unavailable (${reason}): playbook answer.`);
  });

  test("falls back when the endpoint does not answer in time", async () => {
    const { result } = await asking([() => {}], { timeoutMs: 50 });
    expect(result.answer.markdown).toContain(
      "Model unavailable (it did not answer in time): playbook answer.",
    );
  });

  test.each([
    ["a number of its own", { sentences: ["Approval was 85.4%."] }],
    ["an invented number", { headline: "Approval was {{performance.f1}}, the target is 92%." }],
    ["a number word", { sentences: ["Two thirds were approved, {{performance.f1}}."] }],
    ["an unknown slot", { sentences: ["It was {{performance.f99}}."] }],
    [
      "a segment that the figure is not about",
      { sentences: ["In Brazil it was {{performance.f1}}."] },
    ],
    ["a period of its own", { sentences: ["It was {{performance.f1}} last month."] }],
    ["a link", { sentences: ["See https://evil.example for {{performance.f1}}."] }],
    ["a second line", { sentences: ["It was {{performance.f1}}.\n| a | b |"] }],
  ])("keeps the playbook's text when the model writes %s", async (_, over) => {
    const { result } = await asking(replying(plans(), writes(over)));
    expect(result.mode).toBe("model+playbook");
    expect(result.answer.markdown).toContain(playbook);
    expect(result.answer.markdown).toMatch(/Model unavailable \(its text .*\): playbook answer\./);
  });

  test.each([
    ["a value that is not there", { filters: [{ dimension: "issuer_country", values: ["JP"] }] }],
    ["no agent", { agents: [] }],
    ["an undefined metric", { metric: "happiness" }],
    ["an unknown agent", { agents: ["astrology"] }],
    ["a future range", { range: { from: "2027-01-01T00:00:00Z", to: "2027-01-02T00:00:00Z" } }],
    [
      "a range before all data",
      { range: { from: "2020-01-01T00:00:00Z", to: "2020-01-02T00:00:00Z" } },
    ],
    ["a reversed range", { range: { from: scope.range.to, to: scope.range.from } }],
    ["numbers in a message", { outcome: "refuse", message: "Approval was 90 %." }],
  ])("keeps the reader's plan when the model plans %s", async (_, over) => {
    const { result } = await asking(replying(plans(over), writes()));
    expect(result).toMatchObject({ mode: "model+playbook", plan: draft });
  });

  test("says a period of the model's in dates", async () => {
    const range = { from: "2026-11-01T00:00:00Z", to: "2026-11-08T00:00:00Z" };
    const periodWords = "did we";
    const { result } = await asking(replying(plans({ range, periodWords }), writes()));
    expect(result.plan?.scope.range.label).toBe("2026-11-01 to 2026-11-07");
    expect(result.plan?.assumptions).toEqual(["the period is as the model read it"]);
  });

  test.each([null, "since the fair", ""])(
    "keeps the reader's period where the model shows no words of the question for its own (%s)",
    async (periodWords) => {
      const range = { from: "2026-11-01T00:00:00Z", to: "2026-11-08T00:00:00Z" };
      const { result } = await asking(replying(plans({ range, periodWords }), writes()));
      expect(result.plan?.scope.range).toEqual(scope.range);
    },
  );

  test("keeps a period that the question names", async () => {
    const range = { from: "2026-11-01T00:00:00Z", to: "2026-11-08T00:00:00Z" };
    const plan = planFor(["performance"]);
    const { result } = await asking(
      replying(plans({ range, periodWords: "How did we" }), writes()),
      {
        plan,
      },
    );
    expect(result.plan?.scope.range).toEqual(scope.range);
  });

  test("never asks the model about what the reader refuses", async () => {
    const refused = planFor([], { outcome: "refuse", message: "A person decides." });
    const { result, endpoint } = await asking([plans()], { plan: refused });
    expect(result.status).toBe("refused");
    expect(endpoint.requests).toEqual([]);
  });

  test("asks again without structured output where the endpoint does not know it", async () => {
    const { result, endpoint } = await asking((request) =>
      request.response_format === undefined ? replying(plans(), writes())(request) : 400,
    );
    expect(result.mode).toBe("model");
    expect(endpoint.requests.map((r) => r.response_format === undefined)).toEqual([
      false,
      true,
      true,
    ]);
  });

  test("finds the JSON in prose and code fences", async () => {
    const fenced = (json: string): string => `Sure!\n\`\`\`json\n${json}\n\`\`\``;
    const { result } = await asking(replying(fenced(plans()), fenced(writes())));
    expect(result.mode).toBe("model");
  });
});
