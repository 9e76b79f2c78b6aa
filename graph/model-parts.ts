import type { AskInput } from "./ask.ts";
import { createAliases } from "./model/aliases.ts";
import type { Model } from "./model/model.ts";
import type { Assignment } from "./orchestrator.ts";
import type { Plan } from "./plan.ts";
import type { Known } from "./run.ts";
import { spendingOf } from "./spending-of.ts";

interface Asked {
  readonly question: string;
  readonly overrides: AskInput["scope"];
  /** What was asked before in this conversation. */
  readonly previous: Plan | undefined;
  /** Requests of one specialist that looks further. */
  readonly rounds: number;
}

/** The model's part in one run: what it is told is counted, and hides every name that data chose. */
export const partsOf = (
  model: Model,
  { catalogue, vocabulary, meter, signal }: Known,
  { question, overrides, previous, rounds }: Asked,
): Pick<Assignment, "planWithModel" | "write" | "look"> => {
  const aliases = createAliases(catalogue);
  const spending = spendingOf(meter);
  const common = { question, aliases, signal, spending };
  return {
    planWithModel: (draft) =>
      model.plan({ ...common, catalogue, draft, previous: previous ?? null, overrides }),
    look: (input) => model.look({ ...input, question, aliases, rounds }),
    write: (findings) => model.write({ ...common, findings, vocabulary }),
  };
};
