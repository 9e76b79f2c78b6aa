import { describe, expect, test } from "vitest";
import type { Figure } from "../agents/figure.ts";
import { createAsk } from "../graph/create-ask.ts";
import { createVocabulary } from "../graph/grounding/vocabulary.ts";
import {
  collect,
  figureOf,
  findingOf,
  planFor,
  reportOf,
  resultOf,
  scope,
  scriptedAgent,
  scriptedAgents,
  scriptedDependencies,
} from "../graph/scripted-run.ts";
import type { Value } from "./oracle/metrics.ts";
import { statesFigure } from "./states-figure.ts";
import type { Answered, Case } from "./suite.ts";

const given: Case = {
  question: "What was the approval rate yesterday?",
  expect: { figure: { metric: "approval_rate", range: [scope.range.from, scope.range.to] } },
};
const truth: Value = { unit: "rate", value: 0.8, numerator: 80, denominator: 100 };
const right = figureOf("performance.f1", { value: 0.8, numerator: 80, denominator: 100 });

const passes = async (figure: Figure): Promise<boolean | undefined> => {
  const report = reportOf({ findings: [findingOf({ figures: [figure] })] });
  const agents = scriptedAgents([scriptedAgent("performance", report)]);
  const ask = createAsk(scriptedDependencies(agents, planFor(["performance"])));
  const { question } = given;
  const result = resultOf(
    await collect(ask({ question }, { signal: new AbortController().signal })),
  );
  const answered: Answered = {
    result,
    oracle: () => truth,
    vocabulary: createVocabulary({}),
    again: async () => result,
    playbook: async () => result,
    elsewhere: async () => [],
  };
  const checks = await statesFigure(given, answered);
  return checks?.[0]?.passed;
};

describe("a stated figure", () => {
  test("passes where the headline has the oracle's numerator, denominator and value", async () => {
    expect(await passes(right)).toBe(true);
  });

  test.each<[string, Partial<Figure>]>([
    ["one approval more", { value: 0.81, numerator: 81 }],
    ["a rounded value", { value: 0.8000001 }],
    ["the right value of other attempts", { numerator: 160, denominator: 200 }],
    ["other traffic", { filters: { issuer_country: ["BR"] } }],
    ["another metric", { metric: "net_approval_rate" }],
    ["another day", { range: { ...scope.range, from: "2026-11-20T00:00:00Z" } }],
  ])("fails with %s", async (_, over) => {
    expect(await passes({ ...right, ...over })).toBe(false);
  });
});
