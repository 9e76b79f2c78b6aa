import { readFileSync, writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadConfig } from "../config.ts";
import { UsageError } from "../errors.ts";
import {
  Baseline,
  baselineOf,
  type Compared,
  compareWithBaseline,
  graderVersion,
} from "./baseline.ts";
import { htmlReport } from "./html-report.ts";
import { evalModel, type ModelMode, modelModes } from "./model-mode.ts";
import { openData } from "./open-data.ts";
import { suiteLines } from "./print-suite.ts";
import { runSuite, type SuiteReport } from "./run-suite.ts";
import type { Suite } from "./suite.ts";
import { suites } from "./suites.ts";

const usage = `usage: pnpm evals [SUITE…] [--json] [--report FILE] [--model live|record|replay] [--update-baseline]

Asks the product questions about fixture data and gates on the answers.
With --model the suite "model" runs against the configured endpoint, records what it says, or replays what was recorded.
A check that fails and does not in evals/baseline.json fails the run; --update-baseline writes the file anew.
Suites: ${suites.map(({ name }) => name).join(", ")}. None named: all of them.
Exit codes: 0 every gate passed, 1 a gate failed, 2 the evals themselves could not run.`;

const noBaseline: Compared = { newlyFailing: [], mended: [], shrunk: [] };
const baselineFile = join(import.meta.dirname, "baseline.json");

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof UsageError
      ? `${error.message}\n\n${usage}\n`
      : `the evals could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 2;
});

async function main(): Promise<0 | 1> {
  const { wanted, json, help, mode, report: page, update } = argumentsOf();
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const model = mode === null ? null : evalModel(mode, loadConfig().model);
  const data = await openData(model?.settings ?? null);
  const reports: SuiteReport[] = [];
  try {
    for (const suite of wanted) {
      const report = await runSuite(suite, data);
      reports.push(report);
      if (!json) process.stdout.write(`${suiteLines(report)}\n`);
    }
  } finally {
    await data.close();
  }
  const passed = reports.reduce((sum, report) => sum + report.passed, 0);
  const failed = reports.reduce((sum, report) => sum + report.failed, 0);
  const misses = model?.finish() ?? [];
  const compared = mode === null ? judgedByBaseline(reports, update) : noBaseline;
  const isPassed =
    reports.every((report) => report.isPassed) &&
    [misses, compared.newlyFailing, compared.shrunk].every((wrong) => wrong.length === 0);
  if (page !== null) await writeFile(page, htmlReport(reports, compared));
  process.stdout.write(
    json
      ? `${JSON.stringify({ isPassed, passed, failed, ...compared, misses, suites: reports })}\n`
      : `${[...verdictLines(compared), ...misses, `${passed} passed, ${failed} failed`].join("\n")}\n`,
  );
  return isPassed ? 0 : 1;
}

function judgedByBaseline(reports: readonly SuiteReport[], update: boolean): Compared {
  if (update) {
    writeFileSync(baselineFile, `${JSON.stringify(baselineOf(reports), null, 2)}\n`);
    return noBaseline;
  }
  const baseline = Baseline.parse(JSON.parse(readFileSync(baselineFile, "utf8")));
  if (baseline.graderVersion !== graderVersion)
    throw new Error(
      "evals/baseline.json is of another grader: run --update-baseline and review it",
    );
  return compareWithBaseline(reports, baseline);
}

function verdictLines({ newlyFailing, mended, shrunk }: Compared): string[] {
  return [
    ...newlyFailing.map((key) => `FAILING SINCE THE BASELINE ${key}`),
    ...shrunk.map((suite) => `FEWER CASES THAN BEFORE ${suite}`),
    ...mended.map((key) => `mended, take it out of the baseline: ${key}`),
  ];
}

interface Arguments {
  readonly wanted: readonly Suite[];
  readonly json: boolean;
  readonly help: boolean;
  readonly mode: ModelMode | null;
  readonly report: string | null;
  readonly update: boolean;
}

function argumentsOf(): Arguments {
  const { values, positionals } = parsed();
  const mode = modelModes.find((one) => one === values.model) ?? null;
  if (values.model !== undefined && mode === null)
    throw new UsageError(`--model is one of ${modelModes.join(", ")}.`);
  const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) throw new UsageError(`No suite is named ${unknown.join(", ")}.`);
  const wanted =
    positionals.length > 0
      ? suites.filter(({ name }) => positionals.includes(name))
      : suites.filter(({ name }) => mode === null || name === "model");
  const { json, help, report = null, "update-baseline": update } = values;
  return { wanted, json, help, mode, report, update };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        model: { type: "string" },
        report: { type: "string" },
        "update-baseline": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
