import type { Range } from "../../lakehouse/scope.ts";
import type { Plan } from "../plan.ts";
import { intentProfiles } from "./intent/intent-profiles.ts";
import { type ReadIntent, readIntent } from "./intent/read-intent.ts";
import type { Reading } from "./reading.ts";
import { type CalendarUnit, dayMs, shift, startOf, units } from "./time/calendar.ts";
import type { Clock, Period } from "./time/period.ts";

const opener =
  /^(?:and|what about|how about|same|but|only|just|also|then|now|for|by|per|in|why|or|without|except|excluding|all)\b/;
const pronoun =
  /\b(?:it|this number|that number|these|those|same|them|the drop|that drop|this drop|behind this|behind that|so)\b/;

/** True where the question only makes sense after the one before: "and for Mexico?", "why?", "when did it start?". */
export function isFollowUp(text: string, { intent, entities, by, terms }: Reading): boolean {
  const short = text.split(" ").length <= 6;
  const bare = intent?.intent === "breakdown" && intent.metric === null && short;
  const elliptic =
    bare || (intent === null && (short || entities.mentions.length > 0 || by.length > 0));
  return (
    elliptic ||
    (opener.test(text) && short) ||
    pronoun.test(text) ||
    (terms.has("why") && short && text.startsWith("why") && entities.tokens.length <= 2)
  );
}

/** The intent of a follow-up: what it says itself, else "why", else another variant of the metric before, else as before. */
export function followedIntent(reading: Reading, previous: Plan): ReadIntent {
  const { terms, by } = reading;
  const before: ReadIntent = {
    intent: previous.intent,
    agents: previous.agents,
    metric: previous.metric,
  };
  const own = reading.intent;
  if (own && !(own.intent === "breakdown" && own.metric === null)) return own;
  if (own) return { ...own, metric: previous.metric };
  if (terms.has("why")) {
    const { agents } = intentProfiles.approval_change;
    return { intent: "approval_change", agents, metric: previous.metric };
  }
  const variant = ["by-amount", "net", "first-attempt"].some((term) => terms.has(term));
  const metric = variant
    ? (readIntent({ terms: new Set([...terms, "approval-rate"]), breaksDown: by.length > 0 })
        ?.metric ?? null)
    : null;
  const agents =
    previous.agents.length > 0 ? previous.agents : intentProfiles[previous.intent].agents;
  return { ...before, agents, metric: metric ?? previous.metric };
}

/** A range of a plan as a period again: which unit it is follows from its ends. */
export function asPeriod(range: Range, clock: Clock): Period {
  const from = Date.parse(range.from);
  const to = Date.parse(range.to);
  const wholeUnit = units.find(
    (unit): unit is CalendarUnit =>
      unit !== "hour" && startOf(unit, from) === from && shift(unit, from, 1) === to,
  );
  const days = (to - from) / dayMs;
  const inDays = startOf("day", from) === from && Number.isInteger(days);
  return {
    from,
    to,
    label: range.label,
    unit: wholeUnit ?? (inDays ? "day" : "span"),
    count: wholeUnit || !inDays ? 1 : days,
    open: to === clock.end,
  };
}
