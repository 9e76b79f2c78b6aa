import { mkdir, readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Outlet } from "./outlet.ts";

interface LandingOutletOptions {
  /** Files that may wait in the folder before the sender has to. */
  readonly mostWaiting?: number;
  readonly pollMs?: number;
  /** Called once whenever the sender begins to wait. */
  onWaiting?(): void;
}

/**
 * Leaves events as complete NDJSON files in a folder, in the order of their names; a file appears by rename. Waits while
 * too many lie there that nobody has taken.
 */
export function landingOutlet(
  folder: string,
  { mostWaiting = 8, pollMs = 200, onWaiting = () => {} }: LandingOutletOptions = {},
): Outlet {
  // Why the process: two senders must not overwrite each other's files.
  const sender = `world-${process.pid}`;
  let sent = 0;
  const waiting = async () =>
    (await readdir(folder)).filter((name) => name.startsWith("world-") && name.endsWith(".ndjson"))
      .length;
  return {
    async send(lines, signal) {
      await mkdir(folder, { recursive: true });
      if ((await waiting()) >= mostWaiting) onWaiting();
      while ((await waiting()) >= mostWaiting) await sleep(pollMs, undefined, { signal });
      sent += 1;
      const name = `${sender}-${String(sent).padStart(9, "0")}.ndjson`;
      await writeFile(join(folder, `${name}.tmp`), `${lines.join("\n")}\n`);
      await rename(join(folder, `${name}.tmp`), join(folder, name));
    },
  };
}
