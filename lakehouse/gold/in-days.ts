const dayMs = 86_400_000;

/**
 * Whether a DATE or TIMESTAMP lies in one of the days (UTC, `2026-11-01`, ascending). Why ranges: DuckDB passes over row groups
 * by ranges, not by long lists.
 */
export function inDays(column: string, days: readonly string[]): string {
  const ranges = runsOf(days).map(
    ([first, last]) => `(${column} >= DATE '${first}' AND ${column} < DATE '${dayAfter(last)}')`,
  );
  return ranges.length === 0 ? "FALSE" : `(${ranges.join(" OR ")})`;
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + dayMs).toISOString().slice(0, 10);

/** First and last day of each run without a gap. */
function runsOf(days: readonly string[]): [first: string, last: string][] {
  const runs: [string, string][] = [];
  for (const day of days) {
    const current = runs.at(-1);
    if (current && dayAfter(current[1]) === day) current[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}
