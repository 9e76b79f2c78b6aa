import { z } from "zod";
import type { SuiteReport } from "./run-suite.ts";

/** Raised when a scorer changes what it accepts: results of another version are not compared. */
export const graderVersion = 2;

/** What is known to fail, check by check, and how many cases each suite had. Reviewed like code. */
export const Baseline = z.object({
  graderVersion: z.int(),
  failing: z.array(z.string()),
  cases: z.record(z.string(), z.int()),
});
export type Baseline = z.infer<typeof Baseline>;

/** Against the baseline: what fails now and did not, what is mended, which suites have fewer cases than they had. */
export interface Compared {
  readonly newlyFailing: readonly string[];
  readonly mended: readonly string[];
  readonly shrunk: readonly string[];
}

export const baselineOf = (reports: readonly SuiteReport[]): Baseline => ({
  graderVersion,
  failing: failingIn(reports),
  cases: Object.fromEntries(reports.map(({ name, cases }) => [name, cases.length])),
});

/** Only suites that ran are compared. */
export const compareWithBaseline = (
  reports: readonly SuiteReport[],
  baseline: Baseline,
): Compared => {
  const ran = new Set(reports.map(({ name }) => name));
  const known = new Set(baseline.failing);
  const failing = failingIn(reports);
  const now = baselineOf(reports);
  return {
    newlyFailing: failing.filter((key) => !known.has(key)),
    mended: baseline.failing.filter(
      (key) => ran.has(key.split(" / ")[0] ?? "") && !failing.includes(key),
    ),
    shrunk: Object.entries(baseline.cases)
      .filter(([suite, count]) => ran.has(suite) && (now.cases[suite] ?? 0) < count)
      .map(([suite, count]) => `${suite}: ${now.cases[suite] ?? 0}, ${count} before`),
  };
};

const failingIn = (reports: readonly SuiteReport[]): string[] =>
  reports
    .flatMap(({ name, cases }) =>
      cases.flatMap(({ question, after, data, model, checks }) =>
        checks
          .filter(({ passed }) => !passed)
          .map(({ gate, about }) =>
            [name, gate, data, model ?? "", after ?? "", question, about].join(" / "),
          ),
      ),
    )
    .toSorted();
