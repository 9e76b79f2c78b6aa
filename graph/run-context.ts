import type { Warehouse } from "../lakehouse/warehouse.ts";
import type { Budget } from "./budget.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Vocabulary } from "./grounding/vocabulary.ts";
import type { Tell } from "./tell.ts";

/** What the nodes of one run share: one state of the data, one signal, one voice. */
export interface RunContext {
  readonly warehouse: Warehouse;
  readonly catalogue: Catalogue;
  readonly vocabulary: Vocabulary;
  readonly tell: Tell;
  readonly signal: AbortSignal;
  readonly budget: Budget;
  /** Milliseconds, for durations only. */
  readonly clock: () => number;
}
