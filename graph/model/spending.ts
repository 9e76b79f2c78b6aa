/** Hears what a request to a model costs. Both throw BudgetError where the budget is spent. */
export interface Spending {
  /** Before it is sent. */
  modelCall(): void;
  /** After it was answered, whatever the answer is worth. */
  tokens(count: number): void;
}

/** Nobody counts: the probe of an endpoint belongs to no run. */
export const uncounted: Spending = { modelCall() {}, tokens() {} };
