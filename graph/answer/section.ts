import type { Figure } from "../../agents/figure.ts";
import type { Statement } from "./statement.ts";

/** Lines of an answer with the figures that they add to those of the findings. */
export interface Section {
  readonly lines: readonly Statement[];
  readonly figures: readonly Figure[];
}
