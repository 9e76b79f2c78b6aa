import type { Allowance } from "./meter.ts";

/** What a run may cost before it is cut short. Request < specialist < run, so that the inner one gives the reason. */
export interface Budget {
  readonly runMs: number;
  readonly specialistMs: number;
  /** Tool calls of one specialist. */
  readonly toolCalls: number;
  /** Rows that one specialist may be given by its tools. */
  readonly rows: number;
  /** Requests to the model by one specialist that looks further. */
  readonly looks: number;
  /** All specialists of a run together, planning and writing included. */
  readonly run: Allowance;
  /** One caller in an hour. */
  readonly caller: Allowance;
}

export const defaultBudget: Budget = {
  runMs: 90_000,
  specialistMs: 45_000,
  toolCalls: 60,
  rows: 500_000,
  looks: 3,
  run: { toolCalls: 300, rows: 2_000_000, modelCalls: 16, tokens: 200_000 },
  caller: { toolCalls: 60_000, modelCalls: 2_000, tokens: 5_000_000 },
};
