import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { AskEvent } from "../graph/ask-event.ts";
import type { AskResult } from "../graph/ask-result.ts";

/**
 * `node .ci/smoke.ts COMMAND…`: starts the product with the command on an empty data folder, asks one question over
 * HTTP, checks that the answer is grounded, stops it with SIGTERM. Exits 1 when anything is not as promised.
 */
const question = "Why did approval drop yesterday?";
const startLimitMs = 120_000;
const answerLimitMs = 30_000;
const stopLimitMs = 10_000;

const command = process.argv.slice(2);
const port = await freePort();
const dataDir = await mkdtemp(join(tmpdir(), "smoke-"));
const url = `http://127.0.0.1:${port}`;
const product = startProduct(command);
try {
  const begun = performance.now();
  const health = await untilHealthy(product);
  const result = await askOverHttp(question);
  checkAnswer(result);
  await checkReceipts(result);
  const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
  console.log(`answered in ${seconds} s from the start, as of ${health.asOf}:\n`);
  console.log(result.answer.markdown);
} finally {
  await stopProduct(product);
  await rm(dataDir, { recursive: true });
}
await assert.rejects(fetch(`${url}/health`), "nothing listens after SIGTERM");
console.log("\nsmoke: ok");

function startProduct([file = "", ...args]: string[]): ChildProcess {
  // Why detached: package runners put processes in between, and the signal must reach them all.
  return spawn(file, args, {
    env: { ...environment(), PORT: String(port), DATA_DIR: dataDir },
    stdio: ["ignore", "inherit", "inherit"],
    detached: true,
  });
}

function environment(): NodeJS.ProcessEnv {
  // biome-ignore lint/style/noProcessEnv: the product is started as a person's shell would start it
  return process.env;
}

async function untilHealthy(running: ChildProcess): Promise<{ status: string; asOf: string }> {
  const deadline = performance.now() + startLimitMs;
  while (performance.now() < deadline) {
    assert.equal(running.exitCode, null, "the product stopped before it answered");
    const health = await fetch(`${url}/health`)
      .then(async (response) => (await response.json()) as { status: string; asOf: string })
      .catch(() => null);
    if (health?.status === "ok") return health;
    await sleep(200);
  }
  throw new Error(`not healthy within ${startLimitMs} ms`);
}

async function askOverHttp(asked: string): Promise<AskResult> {
  const response = await fetch(`${url}/api/chat`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ question: asked }),
    signal: AbortSignal.timeout(answerLimitMs),
  });
  assert.equal(response.status, 200);
  assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
  const transcript = await response.text();
  const events = [...transcript.matchAll(/^data: (.+)$/gm)].map(([, data = ""]) =>
    AskEvent.parse(JSON.parse(data)),
  );
  assert.deepEqual(
    events.map((event) => event.seq),
    events.map((_, index) => index + 1),
    "events are numbered from 1 without gaps",
  );
  const last = events.at(-1);
  assert(last?.type === "run.finished", "the last event is run.finished");
  return last.result;
}

function checkAnswer(result: AskResult): void {
  assert.equal(result.status, "ok");
  assert(result.figures.length > 0, "the answer states figures");
  const receipts = new Set(result.receipts.map((receipt) => receipt.id));
  for (const figure of result.figures)
    assert(receipts.has(figure.receiptId), `figure ${figure.id} has its receipt`);
  assert.match(result.answer.markdown, /\d/);
  assert.match(result.answer.markdown, /sample/i, "sample data is called sample data");
}

async function checkReceipts(result: AskResult): Promise<void> {
  for (const { id, sql } of result.receipts) {
    const response = await fetch(`${url}/api/receipts/${id}`);
    assert.equal(response.status, 200, `receipt ${id} can be fetched`);
    assert.equal(((await response.json()) as { sql: string }).sql, sql);
  }
}

async function stopProduct(running: ChildProcess): Promise<void> {
  if (running.pid === undefined || !signalGroup(running.pid, "SIGTERM")) return;
  const deadline = performance.now() + stopLimitMs;
  while (performance.now() < deadline) {
    if (!signalGroup(running.pid, 0)) return;
    await sleep(50);
  }
  signalGroup(running.pid, "SIGKILL");
  throw new Error(`still running ${stopLimitMs} ms after SIGTERM`);
}

/** False when no process of the group is left. Signal 0 only asks. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return false;
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert(address !== null && typeof address === "object");
  await new Promise((resolve) => server.close(resolve));
  return address.port;
}
