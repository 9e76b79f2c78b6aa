import type { Filters, Scope } from "../../lakehouse/scope.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Plan } from "../plan.ts";
import { asPeriod } from "./follow-up.ts";
import { intentProfiles } from "./intent/intent-profiles.ts";
import type { ReadIntent } from "./intent/read-intent.ts";
import { noPeriodNamed, scopeOf } from "./plan-parts.ts";
import type { Reading } from "./reading.ts";
import { scopeFilters } from "./scope-filters.ts";
import {
  coverageOf,
  coveredComparison,
  datesOf,
  defaultComparison,
  defaultRange,
  sinceChange,
} from "./scope-periods.ts";
import type { Clock, Period } from "./time/period.ts";
import { ago } from "./time/unit-period.ts";

interface Input {
  readonly reading: Reading;
  readonly asked: ReadIntent;
  readonly previous: Plan | null;
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly overrides: Partial<Pick<Scope, "range" | "compare" | "filters">>;
  /** A topic that is the question's subject and no filter. */
  readonly topic: string | null;
}

export interface ReadScope {
  readonly scope: Scope;
  readonly assumptions: readonly string[];
  readonly refusal: string | null;
}

/** The scope of an answer: what the question says, else the question before, else the defaults; overrides win. */
export function readScope(input: Input): ReadScope {
  const { reading, catalogue, clock, overrides, previous, topic } = input;
  const mentions = reading.entities.mentions.filter((m) => topic === null || m.topic !== topic);
  const own = scopeFilters(mentions, catalogue);
  const filters: Filters = { ...previous?.scope.filters, ...own.filters, ...overrides.filters };
  const { range, assumption, isNamed } = rangeOf(input);
  const comparison = compareOf(input, range);
  const coverage = coverageOf(range, clock);
  return {
    scope: scopeOf(range, coverage.refusal ? null : comparison.compare, filters, clock),
    refusal: own.refusal ?? coverage.refusal,
    assumptions: [
      ...(assumption ? [assumption] : []),
      ...(isNamed ? coverage.notes : []),
      ...(comparison.assumption ? [comparison.assumption] : []),
      ...reading.periods.notes,
      ...own.assumptions,
    ],
  };
}

interface ChosenRange {
  readonly range: Period;
  readonly assumption: string | null;
  readonly isNamed: boolean;
}

function rangeOf({ reading, asked, previous, clock, overrides }: Input): ChosenRange {
  const { periods } = reading;
  const named = (range: Period): ChosenRange => ({ range, assumption: null, isNamed: true });
  if (overrides.range) return named(asPeriod(overrides.range, clock));
  const profile = intentProfiles[asked.intent];
  const vague = periods.vague && (profile.toNow || profile.compares);
  if (periods.range && !vague)
    return named(
      asked.intent === "change_effect" ? sinceChange(periods.range, clock) : periods.range,
    );
  if (previous && !profile.toNow) {
    const before = asPeriod(previous.scope.range, clock);
    if (!periods.relative || periods.comparesRelative) return named(before);
    const moved = periods.relative(before);
    return named({ ...moved, label: datesOf(moved) });
  }
  const isWeekly =
    asked.intent === "report" ||
    reading.periods.relative?.(ago("week", 1, "", clock)).label === "the week before";
  const week = ago("week", 1, "last week", clock);
  if (isWeekly && week.to > clock.dataStart)
    return {
      range: week,
      assumption: `${noPeriodNamed}: last week, Monday to Sunday.`,
      isNamed: true,
    };
  return { ...defaultRange(clock, profile), isNamed: false };
}

function compareOf({ reading, asked, previous, clock, overrides }: Input, range: Period) {
  const { periods } = reading;
  if (overrides.compare === null) return { compare: null, assumption: null };
  if (overrides.compare) return { compare: asPeriod(overrides.compare, clock), assumption: null };
  const relative =
    periods.relative && (!previous || periods.comparesRelative) ? periods.relative(range) : null;
  const named = periods.compare ?? relative;
  if (named) return coveredComparison(named, range, clock);
  const changes = ["drop", "rise", "change", "compare", "compared"].some((term) =>
    reading.terms.has(term),
  );
  const comparesValues = reading.entities.mentions.length > 1 && !reading.terms.has("change");
  const wanted =
    intentProfiles[asked.intent].compares ||
    (changes && !comparesValues) ||
    previous?.scope.compare;
  return wanted ? defaultComparison(range, clock) : { compare: null, assumption: null };
}
