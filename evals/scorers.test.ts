import { describe, expect, test } from "vitest";
import type { AskResult } from "../graph/ask-result.ts";
import { createAsk } from "../graph/create-ask.ts";
import { createVocabulary } from "../graph/grounding/vocabulary.ts";
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
} from "../graph/scripted-run.ts";
import {
  catchesAlterations,
  endedAs,
  found,
  repeats,
  routedTo,
  said,
  staysClean,
} from "./scorers.ts";
import type { Expectation, Scorer } from "./suite.ts";

const finding = findingOf({
  cell: { issuer_country: ["BR"] },
  onset: "2026-11-03T06:00:00Z",
  causes: [{ cell: { processor: ["adyen"] }, contributionPp: -1, impact: null, confidence: 0.9 }],
});
const agents = scriptedAgents([scriptedAgent("performance", reportOf({ findings: [finding] }))]);
const ask = createAsk(scriptedDependencies(agents, planFor(["performance"])));
const signal = new AbortController().signal;
const result = resultOf(await collect(ask({ question: "Why?" }, { signal })));

const passes = async (scorer: Scorer, expected: Expectation, over: Partial<AskResult> = {}) => {
  const answered = {
    result: { ...result, ...over },
    oracle: () => {
      throw new Error("not asked");
    },
    vocabulary: createVocabulary(catalogue.values),
    again: async () => ({ ...result, runId: "another" }),
    playbook: async () => result,
    elsewhere: async () => [],
  };
  const checks = await scorer({ question: "Why?", expect: expected }, answered);
  return checks?.every((check) => check.passed) ?? null;
};

describe("scorers", () => {
  test("say nothing where nothing of theirs is expected", async () => {
    for (const scorer of [routedTo, endedAs, found, said])
      expect(await passes(scorer, {})).toBeNull();
  });

  test("routing is an exact set: neither one less nor one more", async () => {
    expect(await passes(routedTo, { agents: ["performance"] })).toBe(true);
    expect(await passes(routedTo, { agents: ["performance", "decline"] })).toBe(false);
    expect(await passes(routedTo, { agents: ["decline"] })).toBe(false);
  });

  test("a refusal that carries findings is none", async () => {
    const { status } = result;
    expect(await passes(endedAs, { status })).toBe(true);
    const refused: Partial<AskResult> = { status: "refused", findings: [], figures: [] };
    expect(await passes(endedAs, { status: "refused" }, refused)).toBe(true);
    expect(await passes(endedAs, { status: "refused" }, { status: "refused" })).toBe(false);
  });

  test("a finding has to be all that is expected of it", async () => {
    const cell = { issuer_country: ["BR"] };
    const onset = { at: "2026-11-03T04:00:00Z", withinHours: 2 };
    const expected = { kind: finding.kind, cell, onset, mainCause: { processor: ["adyen"] } };
    expect(await passes(found, { finding: expected })).toBe(true);
    const wrong = [
      { kind: "missing_feed" as const },
      { cell: { issuer_country: ["MX"] } },
      { onset: { ...onset, withinHours: 1 } },
      { mainCause: { processor: ["stripe"] } },
    ];
    for (const one of wrong)
      expect(await passes(found, { finding: { ...expected, ...one } })).toBe(false);
  });

  test("words are looked for and must not occur", async () => {
    expect(await passes(said, { says: [/85\.4%/], neverSays: [/99/] })).toBe(true);
    expect(await passes(said, { says: [/99/] })).toBe(false);
    expect(await passes(said, { neverSays: [/85\.4%/] })).toBe(false);
  });

  test("grounding passes the answer as written and catches each alteration of it", async () => {
    expect(await passes(staysClean, {})).toBe(true);
    expect(await passes(catchesAlterations, {})).toBe(true);
    const markdown = result.answer.markdown.replace("85.4%", "85.5%");
    const altered = { answer: { ...result.answer, markdown } };
    expect(await passes(staysClean, {}, altered)).toBe(false);
  });

  test("an answer repeats whatever its run is called, and not with another figure", async () => {
    expect(await passes(repeats, {})).toBe(true);
    expect(await passes(repeats, {}, { figures: [] })).toBe(false);
  });
});
