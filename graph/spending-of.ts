import type { Meter } from "./meter.ts";
import type { Spending } from "./model/spending.ts";

/** What a model costs, counted where everything of a run is. */
export const spendingOf = (meter: Meter): Spending => ({
  modelCall() {
    meter.require("tokens");
    meter.spend("modelCalls");
  },
  tokens: (count) => meter.used("tokens", count),
});
