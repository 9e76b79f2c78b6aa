import type { Plan } from "./plan.ts";

/** The last plan of each conversation, so that "and for Mexico?" has something to go on from. */
export interface Threads {
  last(threadId: string | undefined): Plan | undefined;
  remember(threadId: string | undefined, plan: Plan): void;
}

/** Keeps the most recently used conversations in memory, up to `capacity`. */
export const createThreads = (capacity: number): Threads => {
  const plans = new Map<string, Plan>();
  return {
    last: (threadId) => (threadId === undefined ? undefined : plans.get(threadId)),
    remember(threadId, plan) {
      if (threadId === undefined || plan.outcome !== "answer") return;
      plans.delete(threadId);
      plans.set(threadId, plan);
      const [oldest] = plans.keys();
      if (plans.size > capacity && oldest !== undefined) plans.delete(oldest);
    },
  };
};
