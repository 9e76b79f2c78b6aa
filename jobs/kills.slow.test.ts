import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openState } from "../state/open-state.ts";
import { expectWhole, killWorkers, workOnSlots } from "./kills.fixture.ts";

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "kills-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

test("200 kills over questions, slots and approvals lose nothing and double nothing", async () => {
  const acknowledged = await killWorkers(dataDir, { kills: 200, workers: 3, mostMs: 150 });
  expect(acknowledged.lines.length).toBeGreaterThan(1_000);
  await expectWhole(dataDir, acknowledged);
});

test("4 processes whose clocks jump give 10,000 slots one effect each", async () => {
  await workOnSlots(dataDir, 10_000, 4);
  const { db, close } = await openState({ dataDir });
  const effects = await db.selectFrom("notifications").select("id").execute();
  const slots = effects.map(({ id }) => id.split(":").slice(0, -1).join(":"));
  expect(effects).toHaveLength(10_000);
  expect(new Set(slots).size).toBe(10_000);
  await close();
});
