import { describe, expect, test } from "vitest";
import type { Data } from "./open-data.ts";
import { suiteLines } from "./print-suite.ts";
import { runSuite } from "./run-suite.ts";
import type { Answered, Scorer, Suite } from "./suite.ts";

const data: Data = {
  // The scorers of this test look at the question alone.
  answer: async () => ({}) as Answered,
  close: async () => {},
};

const scorer: Scorer = ({ question }) =>
  question === "none"
    ? null
    : [{ about: "word", passed: question === "right", expected: "right", got: question }];

const suiteOf = (threshold: number, questions: readonly string[]): Suite => ({
  name: "words",
  gates: [{ name: "word", threshold, scorer }],
  cases: questions.map((question) => ({ question, expect: {} })),
});

describe("a suite", () => {
  test("passes when the share of checks that hold reaches the threshold", async () => {
    const report = await runSuite(suiteOf(0.75, ["right", "right", "wrong", "right"]), data);
    expect(report).toMatchObject({ isPassed: true, passed: 3, failed: 1 });
    expect(suiteLines(report)).toContain("expected right\n    got wrong");
  });

  test("fails below the threshold", async () => {
    const report = await runSuite(suiteOf(0.75, ["right", "wrong", "right"]), data);
    expect(report.isPassed).toBe(false);
    expect(suiteLines(report)).toMatch(/^FAILED words.*needs 75 %/);
  });

  test("fails when no case was checked at all", async () => {
    expect((await runSuite(suiteOf(0.5, ["none"]), data)).isPassed).toBe(false);
  });
});
