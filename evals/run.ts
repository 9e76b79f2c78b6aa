import { parseArgs } from "node:util";
import { UsageError } from "../errors.ts";
import { openData } from "./open-data.ts";
import { suiteLines } from "./print-suite.ts";
import { runSuite, type SuiteReport } from "./run-suite.ts";
import type { Suite } from "./suite.ts";
import { suites } from "./suites.ts";

const usage = `usage: pnpm evals [SUITE…] [--json]

Asks the product questions about fixture data and gates on the answers.
Suites: ${suites.map(({ name }) => name).join(", ")}. None named: all of them.
Exit codes: 0 every gate passed, 1 a gate failed, 2 the evals themselves could not run.`;

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(
    error instanceof UsageError
      ? `${error.message}\n\n${usage}\n`
      : `the evals could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  return 2;
});

async function main(): Promise<0 | 1> {
  const { wanted, json, help } = argumentsOf();
  if (help) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const data = await openData();
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
  const isPassed = reports.every((report) => report.isPassed);
  process.stdout.write(
    json
      ? `${JSON.stringify({ isPassed, passed, failed, suites: reports })}\n`
      : `${passed} passed, ${failed} failed\n`,
  );
  return isPassed ? 0 : 1;
}

function argumentsOf(): { wanted: readonly Suite[]; json: boolean; help: boolean } {
  const { values, positionals } = parsed();
  const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) throw new UsageError(`No suite is named ${unknown.join(", ")}.`);
  const wanted =
    positionals.length === 0 ? suites : suites.filter(({ name }) => positionals.includes(name));
  return { wanted, ...values };
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
