import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { expectWhole, killWorkers } from "./kills.fixture.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "kills-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test("processes killed at any moment lose nothing that was acknowledged and double nothing", async () => {
  const acknowledged = await killWorkers(dataDir, { kills: 6, workers: 2, mostMs: 250 });
  expect(acknowledged.lines.length).toBeGreaterThan(20);
  await expectWhole(dataDir, acknowledged);
});
