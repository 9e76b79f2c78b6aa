import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { readdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "zod";
import { LoadReport } from "../load/load-report.ts";
import { formatNames } from "../load/open-file.ts";

/** The folder that complete files are put into, by rename, to be loaded while the stream runs. */
export const landingFolder = (dataDir: string): string => join(dataDir, "landing");

/** A request to load files where they are, left in the landing folder as `NAME.load.json`. */
export const LoadRequest = z.object({
  files: z.array(z.string().min(1)).min(1),
  format: z.enum(formatNames),
  merchant: z.string().nullable(),
});
export type LoadRequest = z.infer<typeof LoadRequest>;

const requestEnding = ".load.json";

/** One thing that lies in the landing folder. */
export interface Landed {
  readonly name: string;
  readonly path: string;
  /** Tells a file from another that has its name later. */
  readonly fingerprint: string;
  readonly isRequest: boolean;
}

export function createLandingFolder(dataDir: string): void {
  for (const folder of ["done", "refused"])
    mkdirSync(join(landingFolder(dataDir), folder), { recursive: true });
}

/** What waits in the landing folder, in the order of names. Names that begin with a dot or end in .tmp or .part are not ready. */
export async function landedFiles(dataDir: string): Promise<Landed[]> {
  const folder = landingFolder(dataDir);
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  const ready = names.filter((name) => !/^\.|\.(tmp|part)$/.test(name)).sort();
  return Promise.all(
    ready.map(async (name) => {
      const path = join(folder, name);
      const { ino, mtimeNs, size } = await stat(path, { bigint: true });
      return {
        name,
        path,
        fingerprint: `${ino}:${mtimeNs}:${size}`,
        isRequest: name.endsWith(requestEnding),
      };
    }),
  );
}

/** Moves what was loaded or refused out of the way, its report beside it. */
export async function putAway(dataDir: string, landed: Landed, report: LoadReport): Promise<void> {
  const isRefused = report.files.every(({ status }) => status === "refused");
  const folder = join(landingFolder(dataDir), isRefused ? "refused" : "done");
  await writeJson(join(folder, `${landed.name}.report.json`), report);
  await rename(landed.path, join(folder, basename(landed.path)));
}

/** Leaves a request to load files; returns its name, under which `requestReport` finds what became of it. */
export async function leaveRequest(dataDir: string, request: LoadRequest): Promise<string> {
  const name = `${randomUUID()}${requestEnding}`;
  await writeJson(join(landingFolder(dataDir), name), request);
  return name;
}

/** The report of a request that was done; null while it waits. */
export async function requestReport(dataDir: string, name: string): Promise<LoadReport | null> {
  for (const folder of ["done", "refused"]) {
    const file = join(landingFolder(dataDir), folder, `${name}.report.json`);
    const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (text !== null) return LoadReport.parse(JSON.parse(text));
  }
  return null;
}

/** Appears whole or not at all. */
async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(`${path}.tmp`, JSON.stringify(value));
  await rename(`${path}.tmp`, path);
}
