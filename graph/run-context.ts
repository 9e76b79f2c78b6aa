import type { Warehouse } from "../lakehouse/warehouse.ts";
import type { Budget } from "./budget.ts";
import type { Catalogue } from "./catalogue.ts";
import type { Vocabulary } from "./grounding/vocabulary.ts";
import type { Meter } from "./meter.ts";
import type { LookingInput } from "./model/look-further.ts";
import type { Tell } from "./tell.ts";

/** Why it ended early, in words; null where the model was done. */
export type Look = (
  input: Omit<LookingInput, "question" | "aliases" | "rounds">,
) => Promise<string | null>;

/** What the nodes of one run share: one state of the data, one signal, one voice. */
export interface RunContext {
  readonly warehouse: Warehouse;
  readonly catalogue: Catalogue;
  readonly vocabulary: Vocabulary;
  readonly tell: Tell;
  readonly signal: AbortSignal;
  readonly budget: Budget;
  /** What the run has spent. */
  readonly meter: Meter;
  /** Sends a specialist further; null without a model. */
  readonly look: Look | null;
  /** Milliseconds, for durations only. */
  readonly clock: () => number;
}
