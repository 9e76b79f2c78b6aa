import type { Difference } from "./compare-relation.ts";
import type { Verdict } from "./judge-units.ts";

/** Spark adds its whole plan to what it refuses. */
const longestReason = 400;

/** Prints a line for each relation, what differs below it, and the count. Says whether everything agreed. */
export function printVerdict(verdicts: readonly Verdict[]): boolean {
  for (const verdict of verdicts) console.log(describeVerdict(verdict).join("\n"));
  const failed = verdicts.filter(isFailed).length;
  console.log(`\n${verdicts.length - failed} passed, ${failed} failed`);
  return failed === 0;
}

const isFailed = (verdict: Verdict): boolean =>
  verdict.kind === "not built" ||
  (verdict.kind === "compared" &&
    (verdict.comparison.rows === 0 || verdict.comparison.differences.length > 0));

/** The lines about one relation. */
export function describeVerdict(verdict: Verdict): string[] {
  const begin = `${isFailed(verdict) ? "FAILED" : "same  "} ${verdict.name.padEnd(32)}`;
  if (verdict.kind === "not built") return [`${begin} ${verdict.reason.slice(0, longestReason)}`];
  if (verdict.kind === "step") return [`${begin} built by both, compared in what reads it`];
  const { rows, columns, differences } = verdict.comparison;
  if (rows === 0) return [`${begin} no rows: nothing was compared, the events must make some`];
  const size = `${String(rows).padStart(7)} rows × ${columns} columns`;
  return [`${begin} ${size}`, ...differences.map(describeDifference)];
}

function describeDifference({ column, cells, key, duckDb, spark }: Difference): string {
  const where =
    cells === 0 ? "the column" : `${cells} of them, first${key === "" ? "" : ` [${key}]`}`;
  return `         ${column}: ${where}: DuckDB ${duckDb}, Spark ${spark}`;
}
