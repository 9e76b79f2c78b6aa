import { createHash } from "node:crypto";
import type { Config } from "./config.ts";
import type { Threads } from "./graph/threads.ts";
import { loadPrompts } from "./prompts/load.ts";
import { registerProposals } from "./proposals/register.ts";
import { durableThreads } from "./runs/durable-threads.ts";
import { createRunLog, type RunLog } from "./runs/run-log.ts";
import { openState, type State } from "./state/open-state.ts";

/** What outlives a process: the state, and the runs and conversations that are kept in it. */
export interface Memory {
  readonly state: State;
  readonly runs: RunLog;
  readonly threads: Threads;
  /** Stops what is running and closes the state. */
  close(): Promise<void>;
}

interface MemoryOptions {
  readonly config: Pick<Config, "dataDir" | "stateUrl" | "model">;
  readonly onBug: (error: unknown) => void;
}

/** Opens the state, and ends the runs of processes that are gone. Throws DependencyError when the state cannot be had. */
export async function openMemory({ config, onBug }: MemoryOptions): Promise<Memory> {
  const { dataDir, stateUrl, model } = config;
  const state = await openState(stateUrl === null ? { dataDir } : { url: stateUrl });
  const madeWith = { model: model?.name ?? null, prompts: promptVersion() };
  const runs = createRunLog({
    state,
    madeWith,
    onFailure: onBug,
    async alongside(tx, { result, request, at }) {
      if (request.mayPropose) await registerProposals(tx, { result, at, by: request.owner });
    },
  });
  await runs.tend();
  const threads = durableThreads({ state, now: () => new Date(), onFailure: onBug });
  return {
    state,
    runs,
    threads,
    async close() {
      await runs.stop();
      await state.close();
    },
  };
}

/** Twelve hex digits that differ when any prompt does. */
const promptVersion = (): string =>
  createHash("sha256").update(JSON.stringify(loadPrompts())).digest("hex").slice(0, 12);
