import type { Catalogue } from "../catalogue.ts";
import type { Plan } from "../plan.ts";
import type { ReadIntent } from "./intent/read-intent.ts";
import { clarify, type PlanBase, refuse, suggestions } from "./plan-parts.ts";
import type { Reading } from "./reading.ts";
import { unknownWords } from "./unknown-words.ts";

/** A name or a period alone ("Brazil debit last week") asks for its approval rate. */
export function impliedIntent(reading: Reading): ReadIntent | null {
  const { mentions, ambiguities, unknown } = reading.entities;
  const named = mentions.length + ambiguities.length + unknown.length > 0;
  const timed = reading.periods.range !== null && !reading.periods.vague;
  const foreign = unknownWords(reading).ignored.length > 1;
  return (named || timed) && !foreign
    ? { intent: "kpi", agents: ["performance"], metric: "approval_rate" }
    : null;
}

/** Asked back where nothing was understood. */
export const openQuestion = "What would you like to know about the loaded payments? For example:";

const asksSomething = new Set(
  "what who whose where when why how which tell is are was does do did can could explain write give describe".split(
    " ",
  ),
);

/** Nothing of the field in it: a question about something else is refused, anything else is asked back. */
export function notUnderstood(reading: Reading, base: PlanBase, catalogue: Catalogue): Plan {
  const { ignored, names } = unknownWords(reading);
  const about = [...names, ...ignored];
  const options = suggestions(catalogue);
  const question = reading.words.tokens.some(({ word }) => asksSomething.has(word));
  if (question && about.length > 0)
    return refuse(
      base,
      `That does not seem to be about the loaded payments (${about.slice(0, 3).join(", ")}). I answer questions about approvals, declines, routing, retries, 3DS and fraud, for example: ${options.join(" · ")}`,
    );
  return clarify(base, openQuestion, options);
}
