import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { DependencyError, UsageError } from "../errors.ts";
import type { LoadReport } from "../lakehouse/load/load-report.ts";
import {
  type LoadRequest,
  leaveRequest,
  requestReport,
} from "../lakehouse/stream/landing-folder.ts";
import type { CommandContext } from "./command-context.ts";

const lookEveryMs = 100;

interface Hand extends Pick<CommandContext, "stderr" | "signal" | "runningServer"> {
  readonly dataDir: string;
}

/**
 * Hands files over to the server that owns the data folder, through its landing folder, and waits for its report. The
 * server reads them where they are. Throws DependencyError when it stops before; it loads them when it starts again.
 */
export async function loadThroughServer(
  request: LoadRequest,
  { dataDir, stderr, signal, runningServer }: Hand,
): Promise<LoadReport> {
  for (const file of request.files)
    if (!existsSync(file)) throw new UsageError(`${file}: no such file`, { file });
  const given = new Map(request.files.map((file) => [resolve(file), file]));
  const name = await leaveRequest(dataDir, { ...request, files: [...given.keys()] });
  stderr.write("A server owns this data folder: it loads the files.\n");
  for (;;) {
    const report = await requestReport(dataDir, name);
    if (report !== null) {
      const files = report.files.map((file) => ({
        ...file,
        file: given.get(file.file) ?? file.file,
      }));
      return { ...report, files };
    }
    if ((await runningServer(dataDir)) === null)
      throw new DependencyError(
        "the server stopped before it loaded the files: it will when it starts again",
      );
    await sleep(lookEveryMs, undefined, { signal });
  }
}
