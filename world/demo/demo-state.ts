import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { WorldOptions } from "../world.ts";

const dayMs = 86_400_000;

/** What is known of the demo world of a data folder between two starts. */
export const DemoState = z.object({
  /** ISO midnight in UTC at which its past ends and its live part begins. */
  endsAt: z.iso.datetime(),
  /** Whether its older days were handed over. */
  isWhole: z.boolean(),
  /** Milliseconds since 1970 up to which events were sent. What is sent twice counts once. */
  sentUpTo: z.number(),
});
export type DemoState = z.infer<typeof DemoState>;

/** About a million attempts in 90 days, with every incident in the last week. */
export const demoWorld = ({ endsAt }: Pick<DemoState, "endsAt">): WorldOptions => ({
  seed: 1,
  days: 90,
  paymentsPerDay: 9_500,
  incidents: "all",
  endsAt,
});

/** A demo that begins now: its past ends with the last midnight in UTC. */
export const newDemo = (now: number): DemoState => {
  const midnight = Math.floor(now / dayMs) * dayMs;
  return { endsAt: new Date(midnight).toISOString(), isWhole: false, sentUpTo: midnight };
};

const demoFile = (dataDir: string): string => join(dataDir, "demo.json");

/** The demo of a data folder; null where there is none. */
export async function readDemo(dataDir: string): Promise<DemoState | null> {
  const text = await readFile(demoFile(dataDir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return null;
    throw error;
  });
  return text === null ? null : DemoState.parse(JSON.parse(text));
}

export async function rememberDemo(dataDir: string, state: DemoState): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  await writeFile(`${demoFile(dataDir)}.tmp`, JSON.stringify(state));
  await rename(`${demoFile(dataDir)}.tmp`, demoFile(dataDir));
}
