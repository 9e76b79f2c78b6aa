import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { announceServer, runningServer, withdrawServer } from "./running-server.ts";

function folder(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "running-"));
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  return dataDir;
}
const url = "http://127.0.0.1:8000";

test("a server is found while it runs, and not after it has withdrawn", async () => {
  const dataDir = folder();
  expect(await runningServer(dataDir)).toBeNull();
  await announceServer(dataDir, { pid: process.pid, url });
  expect(await runningServer(dataDir)).toEqual({ pid: process.pid, url });
  await withdrawServer(dataDir);
  expect(await runningServer(dataDir)).toBeNull();
});

test("what a killed server left behind is no server", async () => {
  const dataDir = folder();
  await announceServer(dataDir, { pid: 2 ** 22 + 1, url });
  expect(await runningServer(dataDir)).toBeNull();
});
