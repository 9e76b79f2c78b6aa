import { ConflictError } from "../errors.ts";
import type { Plan } from "./plan.ts";

/** The last plan of each conversation, so that "and for Mexico?" has something to go on from. */
export interface Threads {
  /** Begins a turn of a conversation. Throws ConflictError while another turn of it is still being answered. */
  begin(key: string): Promise<Turn>;
}

export interface Turn {
  readonly previous: Plan | undefined;
  /** Keeps the plan for the next turn. Throws ConflictError when the turn was taken over. */
  remember(plan: Plan): Promise<void>;
  end(): Promise<void>;
}

export const stillAnswering = (): ConflictError =>
  new ConflictError(
    "A question of this thread is still being answered: send the next one after it.",
  );

/** A turn that belongs to no conversation. */
export const noTurn: Turn = {
  previous: undefined,
  remember: async () => undefined,
  end: async () => undefined,
};

/** Keeps the most recently used conversations in memory, up to `capacity`. */
export const createThreads = (capacity: number): Threads => {
  const plans = new Map<string, Plan>();
  const answering = new Set<string>();
  return {
    async begin(key) {
      if (answering.has(key)) throw stillAnswering();
      answering.add(key);
      return {
        previous: plans.get(key),
        async remember(plan) {
          plans.delete(key);
          plans.set(key, plan);
          const [oldest] = plans.keys();
          if (plans.size > capacity && oldest !== undefined) plans.delete(oldest);
        },
        async end() {
          answering.delete(key);
        },
      };
    },
  };
};
