import type { AskResult } from "../graph/ask-result.ts";
import type { Data } from "./open-data.ts";
import type { Case, Check, Suite } from "./suite.ts";

export interface CaseReport {
  readonly question: string;
  readonly after: string | null;
  readonly data: string;
  readonly model: string | null;
  /** How the answer came about, where a check failed. */
  readonly trace: string | null;
  readonly checks: readonly (Check & { readonly gate: string })[];
}

export interface GateReport {
  readonly name: string;
  readonly threshold: number;
  readonly passed: number;
  readonly failed: number;
  readonly isPassed: boolean;
}

export interface SuiteReport {
  readonly name: string;
  readonly isPassed: boolean;
  readonly passed: number;
  readonly failed: number;
  /** Of its strictest gate. */
  readonly threshold: number;
  readonly gates: readonly GateReport[];
  readonly cases: readonly CaseReport[];
}

/** Asks every question of a suite and holds each answer against all gates. A gate without a check fails. */
export const runSuite = async ({ name, cases, gates }: Suite, data: Data): Promise<SuiteReport> => {
  const reports: CaseReport[] = [];
  for (const given of cases) reports.push(await runCase(given, gates, data));
  const checks = reports.flatMap((report) => report.checks);
  const gateReports = gates.map((gate): GateReport => {
    const own = checks.filter((one) => one.gate === gate.name);
    const passed = own.filter((one) => one.passed).length;
    const isPassed = own.length > 0 && passed / own.length >= gate.threshold;
    const { name: gateName, threshold } = gate;
    return { name: gateName, threshold, passed, failed: own.length - passed, isPassed };
  });
  const passed = checks.filter((one) => one.passed).length;
  return {
    name,
    isPassed: gateReports.every((gate) => gate.isPassed),
    passed,
    failed: checks.length - passed,
    threshold: Math.max(...gates.map(({ threshold }) => threshold)),
    gates: gateReports,
    cases: reports,
  };
};

const runCase = async (given: Case, gates: Suite["gates"], data: Data): Promise<CaseReport> => {
  const answered = await data.answer(given);
  const checks: CaseReport["checks"][number][] = [];
  for (const { name, scorer } of gates) {
    const own = (await scorer(given, answered)) ?? [];
    checks.push(...own.map((one) => ({ gate: name, ...one })));
  }
  const { question, after = null, data: dataName = "world", model = null } = given;
  const trace = checks.every(({ passed }) => passed) ? null : traceOf(answered.result);
  return { question, after, data: dataName, model, trace, checks };
};

/** The plan, what was run, and the answer. */
const traceOf = (result: AskResult | undefined): string | null =>
  result === undefined
    ? null
    : [
        JSON.stringify(result.plan, null, 1),
        ...result.receipts.map(({ id, tool, rowCount }) => `${id} ${tool}: ${rowCount} rows`),
        "",
        result.answer.markdown,
      ].join("\n");
