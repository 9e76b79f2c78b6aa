import { expect, test } from "vitest";
import { baselineOf, compareWithBaseline } from "./baseline.ts";
import type { SuiteReport } from "./run-suite.ts";

const report = (...passed: boolean[]): SuiteReport => ({
  name: "words",
  isPassed: true,
  passed: 0,
  failed: 0,
  threshold: 0.5,
  gates: [{ name: "g", threshold: 0.5, passed: passed.length, failed: 0, isPassed: true }],
  cases: passed.map((one, at) => ({
    question: `q${at}`,
    after: null,
    data: "world",
    model: null,
    trace: null,
    checks: [{ gate: "g", about: "a", passed: one, expected: "x", got: "y" }],
  })),
});

test("a check that fails and did not is named, even where its gate passes", () => {
  const baseline = baselineOf([report(true, false, true)]);
  expect(baseline.failing).toEqual(["words / g / world /  /  / q1 / a"]);
  expect(compareWithBaseline([report(false, true, true)], baseline)).toEqual({
    newlyFailing: ["words / g / world /  /  / q0 / a"],
    mended: ["words / g / world /  /  / q1 / a"],
    shrunk: [],
  });
});

test("a suite with fewer cases than it had is named, a suite that did not run is not", () => {
  const baseline = baselineOf([report(true, true, true)]);
  expect(compareWithBaseline([report(true)], baseline).shrunk).toEqual(["words: 1, 3 before"]);
  expect(compareWithBaseline([], baseline)).toEqual({ newlyFailing: [], mended: [], shrunk: [] });
});
