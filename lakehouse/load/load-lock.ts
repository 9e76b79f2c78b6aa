import { mkdir, open, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { DependencyError } from "../../errors.ts";

const lockFile = (dataDir: string): string => join(dataDir, "loading.lock");

/**
 * Runs `work` while no other load works on the folder. The lock names its process; one whose process is gone is taken
 * over. Throws DependencyError while another load runs.
 */
export async function withLoadLock<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dataDir, { recursive: true }).catch((cause: unknown) => {
    throw new DependencyError(
      `${dataDir} cannot be made a data folder: choose another with --data or DATA_DIR`,
      { dataDir, cause },
    );
  });
  await acquire(dataDir, 3);
  try {
    return await work();
  } finally {
    await rm(lockFile(dataDir), { force: true });
  }
}

async function acquire(dataDir: string, tries: number): Promise<void> {
  try {
    const handle = await open(lockFile(dataDir), "wx");
    await handle.writeFile(String(process.pid));
    await handle.close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
      throw new DependencyError(
        `${dataDir} cannot be written to: choose another data folder with --data or DATA_DIR`,
        { dataDir, cause: error },
      );
    }
    const holder = Number(await readFile(lockFile(dataDir), "utf8").catch(() => ""));
    if (tries === 0 || (holder > 0 && isRunning(holder))) {
      throw new DependencyError(
        `another load (process ${holder}) is writing to ${dataDir}: wait for it to end`,
        { dataDir, holder, cause: error },
      );
    }
    await rm(lockFile(dataDir), { force: true });
    await acquire(dataDir, tries - 1);
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
