import { openState } from "../state/open-state.ts";
import { createRunLog, type RunLog } from "./run-log.ts";

/** A run log over a state of its own that is forgotten with it. */
export function memoryRunLog(limits: Partial<Parameters<typeof createRunLog>[0]> = {}): RunLog {
  const opening = openState("memory").then((state) => createRunLog({ state, ...limits }));
  return {
    start: async (...given) => (await opening).start(...given),
    find: async (...given) => (await opening).find(...given),
    receipt: async (...given) => (await opening).receipt(...given),
    tend: async () => (await opening).tend(),
    stop: async () => (await opening).stop(),
  };
}
