import { setTimeout as sleep } from "node:timers/promises";
import { DependencyError } from "../errors.ts";
import { AskEvent } from "../graph/ask-event.ts";
import { findRun, readEvents } from "../state/runs.ts";
import type { Database } from "../state/state-tables.ts";
import type { Run } from "./run-log.ts";

/** How often a run that another process works on is looked at. */
const lookMs = 250;

/** A run as the state has it: ended, or going on in another process. */
export const storedRun = (db: Database, id: string): Run => ({
  id,
  async *events(after, signal) {
    let last = after;
    while (!signal.aborted) {
      // Why first: what is written between the two looks is then read, and not taken for missing.
      const run = await findRun(db, id);
      for (const body of await readEvents(db, id, last)) {
        const event = AskEvent.parse(JSON.parse(body));
        last = event.seq;
        if (signal.aborted) return;
        yield event;
      }
      if (run === undefined || run.status === "finished") return;
      if (run.status !== "running")
        throw new DependencyError(run.reason ?? "The run ended before it was finished.");
      await sleep(lookMs, undefined, { signal }).catch(() => undefined);
    }
  },
});
