import { chaos } from "./chaos.eval.ts";
import { determinism } from "./determinism.eval.ts";
import { figures } from "./figures.eval.ts";
import { findings } from "./findings.eval.ts";
import { grounding } from "./grounding.eval.ts";
import { model } from "./model.eval.ts";
import { heldOut } from "./paraphrases.eval.ts";
import { refusals } from "./refusals.eval.ts";
import { routing } from "./routing.eval.ts";
import type { Suite } from "./suite.ts";

/** Every suite, in the order in which they run. */
export const suites: readonly Suite[] = [
  routing,
  heldOut,
  figures,
  refusals,
  findings,
  grounding,
  determinism,
  model,
  chaos,
];
