import { BudgetError } from "../errors.ts";

export const resources = ["toolCalls", "rows", "modelCalls", "tokens"] as const;
export type Resource = (typeof resources)[number];
export type Allowance = Readonly<Partial<Record<Resource, number>>>;

const words: Readonly<Record<Resource, string>> = {
  toolCalls: "tool calls",
  rows: "rows read",
  modelCalls: "model calls",
  tokens: "model tokens",
};

/** Counts what is spent against an allowance, and against that of whoever gave it. */
export interface Meter {
  /** Throws BudgetError where this or an outer allowance would be exceeded; then nothing is spent. */
  spend(resource: Resource, amount?: number): void;
  /** Counts what has been used already; the next `spend` of it fails where it was too much. */
  used(resource: Resource, amount: number): void;
  /** Throws BudgetError where nothing of it is left, here or further out. */
  require(resource: Resource, amount?: number): void;
}

/** `whose` is said when it ends: "this agent", "this run". What is not named is not limited. */
export const createMeter = (allowance: Allowance, whose: string, outer?: Meter): Meter => {
  const spent: Record<Resource, number> = { toolCalls: 0, rows: 0, modelCalls: 0, tokens: 0 };
  const meter: Meter = {
    require(resource, amount = 1) {
      const limit = allowance[resource] ?? Number.POSITIVE_INFINITY;
      if (spent[resource] + amount > limit)
        throw new BudgetError(
          `The budget of ${limit.toLocaleString("en")} ${words[resource]} for ${whose} is spent.`,
          { resource, limit },
        );
      outer?.require(resource, amount);
    },
    spend(resource, amount = 1) {
      meter.require(resource, amount);
      meter.used(resource, amount);
    },
    used(resource, amount) {
      spent[resource] += amount;
      outer?.used(resource, amount);
    },
  };
  return meter;
};
