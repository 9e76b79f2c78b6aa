import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { AskResult } from "./graph/ask-result.ts";
import { LoadReport } from "./lakehouse/load/load-report.ts";

const cli = join(import.meta.dirname, "cli.ts");
const samples = ["fx-rates-sample.ndjson", "stripe-charges-sample.csv"].map((file) =>
  join(import.meta.dirname, "sample", file),
);
const run = promisify(execFile);
const pay = (...args: string[]) => run(process.execPath, [cli, ...args], { maxBuffer: 2 ** 26 });

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "cli-"));
});
afterAll(() => rmSync(dataDir, { recursive: true }));

test("an interrupted load exits with 130 and leaves no lakehouse", async () => {
  const child = spawn(process.execPath, [cli, "load", ...samples, "--data", dataDir]);
  const exited = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  child.stderr.once("data", () => child.kill("SIGINT"));
  expect(await exited).toBe(130);
  expect(existsSync(join(dataDir, "lakehouse.duckdb"))).toBe(false);
});

test("load, ask and sql work on one folder, with nothing but data on stdout", async () => {
  const loaded = await pay("load", ...samples, "--data", dataDir, "--json");
  const report = LoadReport.parse(JSON.parse(loaded.stdout));
  expect(report.rowsLoaded).toBe(report.rowsRead);
  expect(loaded.stderr).not.toContain("\r");

  const again = await pay("load", ...samples, "--data", dataDir);
  expect(again.stdout).toMatch(/loaded +0\n/);

  const asked = await pay(
    "ask",
    "What was the approval rate last week?",
    "--data",
    dataDir,
    "--json",
  );
  expect(AskResult.parse(JSON.parse(asked.stdout)).status).toBe("ok");

  const query = "SELECT count(*) AS n FROM payments_enriched_silver";
  const rows = JSON.parse((await pay("sql", query, "--data", dataDir, "--json")).stdout);
  expect(rows).toEqual([{ n: report.files[1]?.rowsLoaded }]);
});

test("a reader of the pipe who has enough is no error", async () => {
  const query = "SELECT * FROM payments_enriched_silver";
  const command = `"${process.execPath}" "${cli}" sql "${query}" --data "${dataDir}" | head -n 1`;
  const { stdout, stderr } = await run("bash", ["-o", "pipefail", "-c", command]);
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  expect(stderr).toBe("");
});

test("a refused file is named, exits with 5, and is reported as one object", async () => {
  const failed = await pay("load", cli, "--data", dataDir, "--json").catch(
    (error: unknown) => error,
  );
  expect(failed).toMatchObject({ code: 5 });
  const { stdout, stderr } = failed as { stdout: string; stderr: string };
  expect(LoadReport.parse(JSON.parse(stdout)).files[0]?.status).toBe("refused");
  expect(stderr).toContain("cli.ts");
});
