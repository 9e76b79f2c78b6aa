import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { verifyAudit } from "../state/audit.ts";
import { openState } from "../state/open-state.ts";
import { endLostRuns } from "../state/runs.ts";

const worker = new URL("worker.fixture.ts", import.meta.url);

export interface Acknowledged {
  readonly lines: readonly string[];
  readonly kills: number;
}

/** Starts workers over one state and kills each at a random moment after it is ready, until all of the kills are done. */
export async function killWorkers(
  dataDir: string,
  { kills, workers, mostMs }: { kills: number; workers: number; mostMs: number },
): Promise<Acknowledged> {
  // Why: a process that ends by itself leaves its compiled modules for those that are killed.
  await workOnSlots(dataDir, 0, 1);
  const lines: string[] = [];
  let left = kills;
  const oneAfterTheOther = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      lines.push(...(await killOne(dataDir, mostMs)));
    }
  };
  await Promise.all(Array.from({ length: workers }, oneAfterTheOther));
  return { lines, kills };
}

async function killOne(dataDir: string, mostMs: number): Promise<string[]> {
  const lines: string[] = [];
  const child = spawn(process.execPath, [worker.pathname, "mixed", dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
    env: cachingIn(dataDir),
  });
  const exited = new Promise<string | null>((resolve) => {
    child.once("close", (_code, signal) => resolve(signal));
  });
  const reader = createInterface(child.stdout);
  const ready = Promise.withResolvers<void>();
  reader.on("line", (line) => {
    lines.push(line);
    ready.resolve();
  });
  await Promise.race([ready.promise, exited]);
  await sleep(Math.random() * mostMs);
  child.kill("SIGKILL");
  // Anything else means that the worker failed by itself.
  expect(await exited).toBe("SIGKILL");
  return lines;
}

/** Works on slots in so many processes until every one of them has seen all of them end; each must end by itself. */
export async function workOnSlots(dataDir: string, slots: number, processes: number) {
  await Promise.all(
    Array.from({ length: processes }, async () => {
      const child = spawn(process.execPath, [worker.pathname, "slots", dataDir, String(slots)], {
        stdio: ["ignore", "ignore", "inherit"],
        env: cachingIn(dataDir),
      });
      expect(await new Promise((resolve) => child.once("exit", resolve))).toBe(0);
    }),
  );
}

const cachingIn = (dataDir: string) => ({ NODE_COMPILE_CACHE: join(dataDir, "compiled") });

/** Nothing acknowledged is lost, nothing happened twice, nothing goes on for ever, no row of the audit was altered. */
export async function expectWhole(dataDir: string, { lines }: Acknowledged): Promise<void> {
  const { db, close } = await openState({ dataDir });
  const told = lines.map((line) => line.split(" "));
  const of = (word: string) => told.filter(([first]) => first === word);

  const events = await db.selectFrom("run_events").select(["run_id", "seq"]).execute();
  const written = new Set(events.map(({ run_id, seq }) => `${run_id} ${seq}`));
  for (const [, run, seq] of of("event")) expect(written).toContain(`${run} ${seq}`);

  const notes = await db.selectFrom("notifications").select("id").execute();
  const effects = notes.map(({ id }) => id.split(":").slice(0, -1).join(":"));
  expect(new Set(effects).size).toBe(effects.length);
  for (const [, job, slot] of of("slot")) expect(effects).toContain(`${job}:${slot}`);
  const done = await db
    .selectFrom("job_slots")
    .select("slot")
    .where("status", "=", "done")
    .execute();
  expect(done).toHaveLength(effects.length);

  const proposals = await db
    .selectFrom("proposals")
    .select(["id", "state", "applied_version"])
    .execute();
  const byId = new Map(proposals.map((row) => [row.id, row]));
  for (const [, id = ""] of of("proposal")) expect(byId.has(id)).toBe(true);
  for (const [, id = "", version] of of("approved"))
    expect(byId.get(id)).toMatchObject({ state: "applied", applied_version: Number(version) });
  const versions = await db
    .selectFrom("configurations")
    .select(["version", "proposal_id"])
    .orderBy("version")
    .execute();
  expect(versions.map(({ version }) => version)).toEqual(versions.map((_, index) => index + 1));
  const applied = proposals.filter(({ state }) => state === "applied").map(({ id }) => id);
  expect(versions.map(({ proposal_id }) => proposal_id).sort()).toEqual(applied.sort());

  await sleep(1_000);
  await endLostRuns(db, new Date());
  const runs = await db.selectFrom("runs").select(["status", "reason", "last_seq"]).execute();
  for (const { status, reason, last_seq } of runs)
    if (status === "finished") expect(last_seq).toBe(5);
    else expect([status, reason]).toEqual(["interrupted", expect.stringContaining("stopped")]);
  expect((await verifyAudit(db)).broken).toBeNull();
  await close();
}
