import type { Compared } from "./baseline.ts";
import type { CaseReport, SuiteReport } from "./run-suite.ts";

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1b1f24;background:#fff}
table{border-collapse:collapse;margin:.5rem 0}td,th{padding:.2rem .8rem .2rem 0;text-align:left;vertical-align:top}
td.n{text-align:right;font-variant-numeric:tabular-nums}.ok{color:#1a6b34}.bad{color:#a3142e;font-weight:600}
details{margin:.4rem 0;border-left:3px solid #d0d7de;padding-left:.8rem}summary{cursor:pointer}
pre{white-space:pre-wrap;background:#f5f7f9;padding:.6rem;overflow:auto}
@media (prefers-color-scheme:dark){body{background:#14181d;color:#e6e9ec}pre{background:#1e242b}.ok{color:#6fcf8e}.bad{color:#ff8b9d}}`;

/** One page that needs nothing else: what failed first, with what was expected, what came, and the answer as it was given. */
export const htmlReport = (
  reports: readonly SuiteReport[],
  { newlyFailing, mended, shrunk }: Compared,
): string => {
  const failed = reports.reduce((sum, report) => sum + report.failed, 0);
  const passed = reports.reduce((sum, report) => sum + report.passed, 0);
  const isGood =
    reports.every(({ isPassed }) => isPassed) && newlyFailing.length + shrunk.length === 0;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Evals: ${failed} failed</title><style>${style}</style>
<h1>Evals</h1>
<p class="${isGood ? "ok" : "bad"}">${isGood ? "Every gate passed" : "A gate failed"}: ${passed} checks passed, ${failed} failed.</p>
${listed("Failing since the baseline", newlyFailing)}${listed("Fewer cases than before", shrunk)}${listed("Mended: take them out of the baseline", mended)}
<h2>Gates</h2>
<table><tr><th>Suite<th>Gate<th>Passed<th>Of<th>Needs</tr>
${reports.flatMap(gateRows).join("\n")}
</table>
${reports.map(failures).join("\n")}
</html>
`;
};

const gateRows = ({ name, gates }: SuiteReport): string[] =>
  gates.map(
    (gate) =>
      `<tr><td>${text(name)}<td class="${gate.isPassed ? "ok" : "bad"}">${text(gate.name)}<td class="n">${gate.passed}<td class="n">${gate.passed + gate.failed}<td class="n">${+(100 * gate.threshold).toFixed(2)} %</tr>`,
  );

const listed = (title: string, items: readonly string[]): string =>
  items.length === 0
    ? ""
    : `<h2>${text(title)}</h2><ul>${items.map((item) => `<li>${text(item)}</li>`).join("")}</ul>\n`;

const failures = ({ name, cases }: SuiteReport): string => {
  const failing = cases.filter(({ checks }) => checks.some(({ passed }) => !passed));
  return failing.length === 0 ? "" : `<h2>${text(name)}</h2>\n${failing.map(failure).join("\n")}`;
};

const failure = ({ question, after, data, model, checks, trace }: CaseReport): string => {
  const rows = checks
    .filter(({ passed }) => !passed)
    .map(
      ({ gate, about, expected, got }) =>
        `<tr><td>${text(gate)}: ${text(about)}<td>${text(expected)}<td class="bad">${text(got)}</tr>`,
    );
  const title = [after, question].filter((one) => one !== null).join(" / ");
  const about = [data === "world" ? "" : data, model ?? ""].filter((one) => one !== "").join(", ");
  return `<details open><summary>${text(title)}${about === "" ? "" : ` [${text(about)}]`}</summary>
<table><tr><th>Check<th>Expected<th>Got</tr>${rows.join("")}</table>
${trace === null ? "" : `<details><summary>What happened</summary><pre>${text(trace)}</pre></details>`}</details>`;
};

const text = (raw: string): string =>
  raw
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
