import { noPeriodNamed } from "./plan-parts.ts";
import { dayMs, shift, startOf, weekMs } from "./time/calendar.ts";
import { earlier, preceding } from "./time/earlier-period.ts";
import {
  type Clock,
  dayLabel,
  daysLabel,
  instantLabel,
  type Period,
  until,
} from "./time/period.ts";
import { lastUnits } from "./time/unit-period.ts";

const defaultDays = 7;

/** A range that the question did not name, and how that is said. */
export interface DefaultRange {
  readonly range: Period;
  readonly assumption: string;
}

/**
 * The range where none is named: the last complete days before the day of as-of (7 unless the intent needs more), or the
 * same and today up to as-of where the question is about now; all loaded data where they begin later than that.
 */
export function defaultRange(
  clock: Clock,
  { days = defaultDays, toNow = false }: { readonly days?: number; readonly toNow?: boolean },
): DefaultRange {
  const before = (n: number) => shift("day", startOf("day", clock.asOf), -n);
  const range = toNow
    ? {
        ...until(before(days - 1), `last ${days} days up to now`, clock),
        unit: "day" as const,
        count: days,
      }
    : lastUnits(days, "day", `last ${days} days`, clock);
  if (range.to <= clock.dataStart) {
    const everything = until(startOf("day", clock.dataStart), "all loaded data", clock);
    return { range: everything, assumption: `${noPeriodNamed}: all loaded data.` };
  }
  const dates = toNow ? `since ${dayLabel(range.from)}` : daysLabel(range.from, range.to);
  const what = toNow ? `the last ${days} days, today included` : `the last ${days} complete days`;
  return { range, assumption: `${noPeriodNamed}: ${what} (${dates}).` };
}

export interface Comparison {
  readonly compare: Period | null;
  readonly assumption: string | null;
}

/**
 * What a range is compared with where the question does not say: the calendar month, quarter or year before; otherwise
 * the same weekdays earlier, which for seven days are the seven before and for one day the same day a week earlier.
 * Where the data do not reach back that far, the stretch right before; with no data there either, nothing.
 */
export function defaultComparison(range: Period, clock: Clock): Comparison {
  const begins = startOf("day", clock.dataStart);
  const candidates = [sameWeekdays(range), preceding(range)];
  const compare = candidates.find(({ from }) => from >= begins);
  if (compare)
    return { compare, assumption: `Compared with ${compare.label} (${datesOf(compare)}).` };
  return {
    compare: null,
    assumption: `Nothing to compare with: the data begin ${instantLabel(begins)}.`,
  };
}

function sameWeekdays(range: Period): Period {
  const { unit, count } = range;
  if (unit === "month" || unit === "quarter" || unit === "year")
    return earlier(
      range,
      unit,
      count,
      count === 1 ? `the ${unit} before` : `the ${count} ${unit}s before`,
    );
  const weeks = Math.ceil((range.to - range.from) / weekMs);
  return earlier(range, "week", weeks, weekdaysLabel(range, weeks));
}

function weekdaysLabel({ unit, count, from, to }: Period, weeks: number): string {
  const back = weeks === 1 ? "a week earlier" : `${weeks} weeks earlier`;
  if (unit === "week") return `the ${weeks === 1 ? "week" : `${weeks} weeks`} before`;
  if (to - from === weekMs) return "the 7 days before";
  return unit === "day" && count === 1 ? `the same day ${back}` : `the same weekdays ${back}`;
}

/** The dates of a period, with times of day where they matter. */
export const datesOf = ({ from, to }: Period): string =>
  from % dayMs === 0 && to % dayMs === 0
    ? daysLabel(from, to)
    : `${instantLabel(from)}–${instantLabel(to)}`;

/** A change made on one day or at one time is judged by everything since. */
export const sinceChange = (range: Period, clock: Clock): Period =>
  range.unit === "day" && range.count === 1 && !range.open
    ? until(range.from, `since ${range.label}`, clock)
    : range;

/** What must be said about a range next to the data: nothing, that it is cut, or why it cannot be answered. */
export function coverageOf(
  range: Period,
  clock: Clock,
): { readonly refusal: string | null; readonly notes: readonly string[] } {
  const covered = `The loaded data cover ${instantLabel(minute(clock.dataStart))} to ${instantLabel(minute(clock.asOf))} (UTC)`;
  if (range.from >= clock.end)
    return {
      refusal: `${capitalised(range.label)} (${datesOf(range)}) lies after the newest data. ${covered}; there is no forecast.`,
      notes: [],
    };
  if (range.to <= clock.dataStart)
    return {
      refusal: `There are no data for ${range.label} (${datesOf(range)}). ${covered}.`,
      notes: [],
    };
  const cut = range.from < startOf("day", clock.dataStart);
  return {
    refusal: null,
    notes: [
      ...(cut
        ? [
            `The data begin ${instantLabel(minute(clock.dataStart))}, so ${range.label} is covered only from then on.`,
          ]
        : []),
      ...(range.open
        ? [
            `${capitalised(range.label)} runs up to the newest data, ${instantLabel(minute(clock.asOf))} UTC.`,
          ]
        : []),
    ],
  };
}

/** A named comparison without data gives way to the default one, and both are said. */
export function coveredComparison(compare: Period, range: Period, clock: Clock): Comparison {
  if (compare.to <= clock.dataStart || compare.from >= clock.end) {
    const instead = defaultComparison(range, clock);
    const missing = `There are no data for ${compare.label} (${datesOf(compare)}).`;
    return { ...instead, assumption: [missing, instead.assumption].join(" ") };
  }
  const cut = compare.from < startOf("day", clock.dataStart);
  return {
    compare,
    assumption: cut
      ? `The data begin ${instantLabel(minute(clock.dataStart))}, so ${compare.label} is covered only from then on.`
      : null,
  };
}

const minute = (at: number): number => at - (at % 60_000);
const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
