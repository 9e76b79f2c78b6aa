import type { AgentName } from "../agents/agent-name.ts";
import type { Database } from "../state/state-tables.ts";
import { dueSlot } from "./due-slot.ts";
import type { Job } from "./job.ts";
import type { SlotResult } from "./run-slot.ts";

interface SchedulerOptions {
  readonly db: Database;
  readonly jobs: readonly Job[];
  readonly now: () => Date;
  /** Runs a slot; other processes may try it too. */
  run(agent: AgentName, slot: string): Promise<SlotResult>;
  /** Done at every look, when the due slots are. */
  afterwards?(): Promise<void>;
  readonly onFailure: (error: unknown) => void;
  /** How often it is looked whether a slot is due: no timer waits for days, so a machine that slept is not late. */
  readonly lookMs?: number;
}

export interface Scheduler {
  /** Looks once; resolves when what was due has run. */
  look(): Promise<void>;
  /** Looks no more, and resolves when what is running has ended. */
  stop(): Promise<void>;
}

/** Runs agents when their slots are due, one at a time: they share the machine with people's questions. */
export function startScheduler(options: SchedulerOptions): Scheduler {
  const { db, jobs, now, run, afterwards, onFailure, lookMs = 15_000 } = options;
  let isStopped = false;
  let looking: Promise<void> | null = null;

  async function lookOnce(): Promise<void> {
    for (const job of jobs) {
      if (isStopped) return;
      try {
        const slot = await dueSlot(db, job, now());
        if (slot !== null) await run(job.agent, slot);
      } catch (error) {
        // One job's bug must not keep the others from running.
        onFailure(error);
      }
    }
    await afterwards?.();
  }

  const look = (): Promise<void> => {
    looking ??= lookOnce()
      .catch(onFailure)
      .finally(() => {
        looking = null;
      });
    return looking;
  };
  const timer = setInterval(() => void look(), lookMs).unref();
  void look();
  return {
    look,
    async stop() {
      isStopped = true;
      clearInterval(timer);
      await looking;
    },
  };
}
