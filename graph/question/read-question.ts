import type { Intent } from "../../agents/intent.ts";
import { NoDataError } from "../../errors.ts";
import type { Scope } from "../../lakehouse/scope.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Plan } from "../plan.ts";
import { accountsBehind, questionBack } from "./ambiguous-names.ts";
import { valueIndex } from "./entity/value-index.ts";
import { followedIntent, isFollowUp } from "./follow-up.ts";
import { inOrder, type ReadIntent } from "./intent/read-intent.ts";
import { topicOf } from "./intent/topic.ts";
import { maskQuestion } from "./mask-question.ts";
import { impliedIntent, notUnderstood } from "./not-understood.ts";
import { clarify, emptyBase, type PlanBase, refuse } from "./plan-parts.ts";
import { readMove } from "./read-move.ts";
import { readScope } from "./read-scope.ts";
import { type Reading, readAll, readWords } from "./reading.ts";
import { refusalOf } from "./refusals.ts";
import { type Clock, clockAt, instantLabel } from "./time/period.ts";
import { unknownNames } from "./unknown-names.ts";
import { textOf } from "./words/token.ts";

export interface ReadOptions {
  /** ISO 8601; default the data's newest event. */
  readonly asOf?: string | undefined;
  /** The plan of the question before, for "and for Mexico?". */
  readonly previous?: Plan | undefined;
  /** Overrides of what the question says. */
  readonly scope?: Partial<Pick<Scope, "range" | "compare" | "filters">> | undefined;
}

/**
 * Plans a question without a model: what is asked, of whom, over which time and traffic. The same question, catalogue and
 * options give the same plan. English, and the common questions in Spanish, Portuguese, German and French.
 *
 * Time is UTC and half-open, "now" is as-of. "Last week" is the previous Monday to Sunday, "last N days" are complete days
 * before the day of as-of, a named weekday is the latest one before that day, a month without a year the latest begun. With
 * no period named it is the last 7 complete days (more or up to as-of for some intents), and the plan says so; how a default
 * comparison is chosen is said at `defaultComparison`.
 *
 * Throws NoDataError when the catalogue is empty.
 */
export function readQuestion(
  question: string,
  catalogue: Catalogue,
  options: ReadOptions = {},
): Plan {
  const clock = clockOf(catalogue, options.asOf);
  const base = emptyBase(clock);
  if (maskQuestion(question) !== question) return refuse(base, cardNumberMessage);
  const index = valueIndex(catalogue);
  const words = readWords(question, index);
  const text = textOf(words.tokens);
  const refusal = refusalOf(textOf(words.asWritten), text);
  if (refusal) return refuse(base, refusal);
  const reading = readAll(words, index, clock);
  const previous = options.previous && isFollowUp(text, reading) ? options.previous : null;
  const asked = previous
    ? followedIntent(reading, previous)
    : (reading.intent ?? impliedIntent(reading));
  if (!asked) return notUnderstood(reading, base, catalogue);
  return planFor({ reading, asked, previous, catalogue, clock, overrides: options.scope ?? {} });
}

const cardNumberMessage =
  "The question held a full card number. It was masked and is not looked up: full numbers are never stored. Ask by BIN, the first six digits, or by issuer, country or merchant.";

function clockOf({ asOf, firstEvent }: Catalogue, wanted: string | undefined): Clock {
  if (asOf === null || firstEvent === null)
    throw new NoDataError("Nothing has been loaded yet. Load an export first: pay load FILE");
  return clockAt(Date.parse(wanted ?? asOf), Date.parse(firstEvent));
}

interface Asked {
  readonly reading: Reading;
  readonly asked: ReadIntent;
  readonly previous: Plan | null;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly overrides: NonNullable<ReadOptions["scope"]>;
}

function planFor(question: Asked): Plan {
  const { reading, asked, previous, catalogue } = question;
  const scope = readScope({ ...question, topic: topicOf(asked.intent) });
  const by = reading.by.length > 0 ? reading.by : (previous?.by ?? []);
  const base: PlanBase = {
    intent: asked.intent,
    scope: scope.scope,
    by: [...by],
    metric: metricOf(asked),
  };
  const [first, second] = reading.periods.ambiguous;
  if (first && second)
    return clarify(
      base,
      `Which date is meant: ${first.label} or ${second.label}?`,
      [first, second].map(({ from }) => instantLabel(from)),
    );
  const ambiguity =
    reading.entities.ambiguities[0] ?? accountsBehind(reading, asked.intent, catalogue);
  if (ambiguity) return clarify(base, ...questionBack(ambiguity));
  const unknown = unknownNames(reading, asked.intent, catalogue);
  if (unknown.refusal ?? scope.refusal) return refuse(base, unknown.refusal ?? scope.refusal ?? "");
  return {
    ...base,
    outcome: "answer",
    ...movePart(asked.intent, reading, base.scope),
    agents: inOrder(asked.agents),
    message: null,
    options: [],
    assumptions: [...scope.assumptions, ...unknown.assumptions],
  };
}

/** Processors between which volume is to move do not narrow the traffic: the question is what else could carry it. */
const movePart = (intent: Intent, reading: Reading, scope: Scope): Partial<Plan> => {
  if (intent !== "route_what_if") return {};
  const { processor, ...filters } = scope.filters;
  const move = readMove(reading);
  return move.from === null && move.to === null ? { move } : { move, scope: { ...scope, filters } };
};

const metricOf = ({ intent, metric }: ReadIntent): string | null =>
  metric ?? (intent === "kpi" || intent === "breakdown" ? "approval_rate" : null);
