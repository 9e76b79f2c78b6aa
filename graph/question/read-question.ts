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
import { clarify, emptyBase, type PlanBase, refuse, suggestions } from "./plan-parts.ts";
import { readScope } from "./read-scope.ts";
import { type Reading, readAll, readWords } from "./reading.ts";
import { refusalOf } from "./refusals.ts";
import { noSuchValue } from "./scope-filters.ts";
import { type Clock, clockAt, instantLabel } from "./time/period.ts";
import { unknownWords } from "./unknown-words.ts";
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
 * options give the same plan. English, and the common questions in Spanish, Portuguese and German.
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

/** A name or a period alone ("Brazil debit last week") asks for its approval rate. */
function impliedIntent(reading: Reading): ReadIntent | null {
  const { mentions, ambiguities, unknown } = reading.entities;
  const named = mentions.length + ambiguities.length + unknown.length > 0;
  const timed = reading.periods.range !== null && !reading.periods.vague;
  const foreign = unknownWords(reading).ignored.length > 1;
  return (named || timed) && !foreign
    ? { intent: "kpi", agents: ["performance"], metric: "approval_rate" }
    : null;
}

const asksSomething = new Set(
  "what who whose where when why how which tell is are was does do did can could explain write give describe".split(
    " ",
  ),
);

/** Nothing of the field in it: a question about something else is refused, anything else is asked back. */
function notUnderstood(reading: Reading, base: PlanBase, catalogue: Catalogue): Plan {
  const { ignored, names } = unknownWords(reading);
  const about = [...names, ...ignored];
  const options = suggestions(catalogue);
  const question = reading.words.tokens.some(({ word }) => asksSomething.has(word));
  if (question && about.length > 0)
    return refuse(
      base,
      `That does not seem to be about the loaded payments (${about.slice(0, 3).join(", ")}). I answer questions about approvals, declines, routing, retries, 3DS and fraud, for example: ${options.join(" · ")}`,
    );
  return clarify(
    base,
    "What would you like to know about the loaded payments? For example:",
    options,
  );
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
  const unknown = unknownName(question);
  if (unknown.refusal ?? scope.refusal) return refuse(base, unknown.refusal ?? scope.refusal ?? "");
  return {
    ...base,
    outcome: "answer",
    agents: inOrder(asked.agents),
    message: null,
    options: [],
    assumptions: [...scope.assumptions, ...unknown.assumptions],
  };
}

const metricOf = ({ intent, metric }: ReadIntent): string | null =>
  metric ?? (intent === "kpi" || intent === "breakdown" ? "approval_rate" : null);

/** In these questions "processor X" may stand for any processor; elsewhere it is a name that the data lack. */
const aboutAnyProcessor = new Set(["route_what_if", "route_choice", "latency"]);

interface Unknown {
  readonly refusal: string | null;
  readonly assumptions: readonly string[];
}

function unknownName({ reading, asked, catalogue }: Asked): Unknown {
  const [first] = reading.entities.unknown;
  const processors = (catalogue.values.processor ?? []).join(", ");
  const letters = reading.words.tokens
    .filter(({ raw }, at) => at > 0 && /^[A-HJ-Z]$/.test(raw))
    .map(({ raw }) => raw);
  const unnamed = letters.filter(
    (letter) =>
      !reading.entities.mentions.some(({ written }) => written.split(" ").includes(letter)),
  );
  if (unnamed.length > 0 && aboutAnyProcessor.has(asked.intent))
    return {
      refusal: null,
      assumptions: [
        `${unnamed.join(" and ")}: no processor of the data (${processors}); all of them are looked at.`,
      ],
    };
  if (first)
    return { refusal: noSuchValue(first.dimension, first.written, catalogue), assumptions: [] };
  const { names, ignored } = unknownWords(reading);
  const [name] = names;
  if (name !== undefined) {
    const countries = (catalogue.values.issuer_country ?? []).slice(0, 8).join(", ");
    const merchants = (catalogue.values.merchant_id ?? []).slice(0, 8).join(", ");
    return {
      refusal: `Nothing in the loaded data is called "${name}". Processors: ${processors || "none named"}. Issuer countries: ${countries || "none named"}. Merchants: ${merchants || "none named"}.`,
      assumptions: [],
    };
  }
  return {
    refusal: null,
    assumptions:
      ignored.length > 0
        ? [`Not understood and left out: ${ignored.map((word) => `"${word}"`).join(", ")}.`]
        : [],
  };
}
