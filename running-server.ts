import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Who serves a data folder: it alone writes to the lakehouse while it runs. */
export const RunningServer = z.object({ pid: z.int().positive(), url: z.url() });
export type RunningServer = z.infer<typeof RunningServer>;

const serverFile = (dataDir: string): string => join(dataDir, "server.json");

/** Says in the data folder that this process serves it. It holds no secret. */
export async function announceServer(dataDir: string, server: RunningServer): Promise<void> {
  const file = serverFile(dataDir);
  await writeFile(`${file}.tmp`, `${JSON.stringify(server)}\n`);
  await rename(`${file}.tmp`, file);
}

export async function withdrawServer(dataDir: string): Promise<void> {
  await rm(serverFile(dataDir), { force: true });
}

/** The server of a data folder; null where none runs, whatever a killed one left behind. */
export async function runningServer(dataDir: string): Promise<RunningServer | null> {
  const text = await readFile(serverFile(dataDir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
    throw error;
  });
  if (text === null) return null;
  const server = RunningServer.parse(JSON.parse(text));
  return isRunning(server.pid) ? server : null;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
