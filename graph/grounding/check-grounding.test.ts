import { describe, expect, test } from "vitest";
import { createAsk } from "../create-ask.ts";
import {
  catalogue,
  collect,
  figureOf,
  planFor,
  resultOf,
  scope,
  scriptedDependencies,
} from "../scripted-run.ts";
import { spokenAgents } from "../spoken-agents.ts";
import { answerLines } from "./answer-lines.ts";
import { checkGrounding, type Evidence } from "./check-grounding.ts";
import { createVocabulary } from "./vocabulary.ts";

const vocabulary = createVocabulary(catalogue.values);
const ask = createAsk(
  scriptedDependencies(
    spokenAgents,
    planFor(["routing", "retry", "decline", "performance"], {
      assumptions: ["no period named: last 7 complete days"],
    }),
  ),
);
const { answer, figures } = resultOf(
  await collect(ask({ question: "why?" }, { signal: new AbortController().signal })),
);
const evidence: Evidence = { figures, scope, sources: answer.sources ?? [], vocabulary };
const kinds = (markdown: string): string[] =>
  checkGrounding(markdown, evidence).map(({ kind }) => kind);

/** The answer with one thing changed, once for each place where it stands. */
const altered = (pattern: RegExp, change: (found: string) => string): string[] =>
  [...answer.markdown.matchAll(pattern)].map(
    ({ index, 0: found }) =>
      `${answer.markdown.slice(0, index)}${change(found)}${answer.markdown.slice(index + found.length)}`,
  );
const missed = (answers: readonly string[]): string[] =>
  answers.filter((markdown) => kinds(markdown).length === 0);

describe("checkGrounding", () => {
  test("has nothing against an answer that code rendered", () => {
    expect(checkGrounding(answer.markdown, evidence)).toEqual([]);
    expect(answerLines(answer.markdown).length).toBeGreaterThan(20);
  });

  test("catches every single altered digit", () => {
    const answers = altered(/\d/g, (digit) => String((Number(digit) + 1) % 10));
    expect(answers.length).toBeGreaterThan(200);
    expect(missed(answers)).toEqual([]);
  });

  test("catches every dropped or doubled digit", () => {
    expect(missed(altered(/\d/g, () => ""))).toEqual([]);
    expect(missed(altered(/\d/g, (digit) => `${digit}${digit}`))).toEqual([]);
  });

  test.each([
    ["percent for points", / pp/g, "%"],
    ["points for percent", /%/g, " pp"],
    ["another currency", /EUR|USD/g, "GBP"],
    ["seconds for milliseconds", / ms\b/g, " s"],
    ["days for hours", / h\b/g, " days"],
    ["payments for attempts", /\battempts\b(?= were| in)/g, "payments"],
    ["a day for a week", /\ba week\b/g, "a day"],
  ])("catches an altered unit: %s", (_, pattern, unit) => {
    const answers = altered(pattern, () => unit);
    expect(answers.length).toBeGreaterThan(0);
    expect(missed(answers)).toEqual([]);
  });

  test.each([
    ["yesterday", /\b[Yy]esterday\b/g, "last week"],
    ["the comparison", /the same day last week/g, "the same day last month"],
    ["the range for the comparison", /the same day last week/g, "yesterday"],
    ["a month for a day", /\b[Yy]esterday\b/g, "October"],
    ["an onset", /14:05 UTC/g, "15:05 UTC"],
  ])("catches an altered period: %s", (_, pattern, period) => {
    const answers = altered(pattern, () => period);
    expect(answers.length).toBeGreaterThan(0);
    expect(missed(answers)).toEqual([]);
  });

  test.each([
    ["a code", /`BR`/g, "`MX`"],
    ["a code without traffic", /`BR`/g, "`JP`"],
    ["a country by name", /`BR`/g, "Mexico"],
    ["a processor", /`adyen`/g, "`stripe`"],
    ["a reason", /`INSUFFICIENT_FUNDS`/g, "`DO_NOT_HONOR`"],
    ["a BIN", /`411111`/g, "`550000`"],
    ["a funding type", /`debit`/g, "credit"],
  ])("catches an altered segment: %s", (_, pattern, segment) => {
    const answers = altered(pattern, () => segment);
    expect(answers.length).toBeGreaterThan(0);
    expect(missed(answers)).toEqual([]);
  });

  test.each([
    ["fell", /\bfell\b/g, "rose"],
    ["a minus", /−(?=\d)/g, "+"],
    ["a plus", /\+(?=\d)/g, "−"],
    ["lower", /\blower\b/g, "higher"],
  ])("catches an altered direction: %s", (_, pattern, direction) => {
    const answers = altered(pattern, () => direction);
    expect(answers.length).toBeGreaterThan(0);
    expect(missed(answers)).toEqual([]);
  });

  test("catches two values that changed places", () => {
    const swapped = answer.markdown
      .replace("91.23%", "@")
      .replace("87.01%", "91.23%")
      .replace("@", "87.01%");
    expect(swapped).not.toBe(answer.markdown);
    expect(kinds(swapped)).toContain("numeral");
  });

  test("catches a sentence of somebody else's", () => {
    const added = `${answer.markdown}\nRefunds grew by 77% in Japan.`;
    expect(kinds(added)).toContain("numeral");
  });

  test("takes a rounded figure for the figure, and any other number not", () => {
    const loose: Evidence = { ...evidence, figures: [figureOf("a.f1")], sources: [] };
    const faults = (text: string): number => checkGrounding(text, loose).length;
    expect(faults("Approval was 85.4%, n 41,208.")).toBe(0);
    expect(faults("Approval was 85%, n 41,208.")).toBe(0);
    expect(faults("Approval was 85.5%.")).toBe(1);
    expect(faults("Approval was 85.4 pp.")).toBe(1);
    expect(faults("Approval of Brazil was 85.4%.")).toBe(1);
    expect(faults("Approval was 85.4% last month.")).toBe(1);
  });

  test("takes at most five milliseconds for an answer", () => {
    const times = Array.from({ length: 40 }, () => {
      const started = performance.now();
      checkGrounding(answer.markdown, evidence);
      return performance.now() - started;
    }).toSorted((a, b) => a - b);
    expect(times[20]).toBeLessThan(5);
  });
});
