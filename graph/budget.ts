/** What a run may cost before it is cut short. Tool < specialist < run, so that the inner one gives the reason. */
export interface Budget {
  readonly runMs: number;
  readonly specialistMs: number;
  /** Tool calls of one specialist. */
  readonly toolCalls: number;
}

export const defaultBudget: Budget = { runMs: 90_000, specialistMs: 45_000, toolCalls: 60 };
