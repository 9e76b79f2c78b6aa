import type { SuiteReport } from "./run-suite.ts";

/** A suite's result for a terminal: one line, then each check that failed with what was expected and what came. */
export const suiteLines = ({ name, isPassed, passed, failed, gates, cases }: SuiteReport) => {
  const shares = gates.map(
    (gate) =>
      `${gate.name} ${gate.passed}/${gate.passed + gate.failed}${gate.isPassed ? "" : ` (needs ${100 * gate.threshold} %)`}`,
  );
  const failures = cases.flatMap(({ question, after, data, checks }) =>
    checks
      .filter((check) => !check.passed)
      .map(
        (check) =>
          `  failed: ${after === null ? "" : `${after} / `}${question}${data === "world" ? "" : ` [${data}]`}\n    ${check.about}: expected ${check.expected}\n    got ${check.got}`,
      ),
  );
  const verdict = isPassed ? "ok    " : "FAILED";
  return [
    `${verdict} ${name}: ${passed} passed, ${failed} failed; ${shares.join(", ")}`,
    ...failures,
  ].join("\n");
};
