import { dayMs, hourMs, startOf } from "./calendar.ts";
import { calendarRules } from "./calendar-rules.ts";
import { dayRules } from "./day-rules.ts";
import { findDates, instant } from "./explicit-date.ts";
import type { Clock, Period } from "./period.ts";
import { relativeRules } from "./relative-rules.ts";
import type { TimeReading } from "./time-rule.ts";
import { unitRules } from "./unit-rules.ts";

const timeRules = [...relativeRules, ...unitRules, ...dayRules, ...calendarRules];

/** An expression of time in a text, by character offsets. */
export interface FoundTime extends TimeReading {
  readonly start: number;
  readonly end: number;
}

export interface FoundTimes {
  /** In the order of the text, none overlapping another. */
  readonly times: readonly FoundTime[];
  /** The two dates that `3/11/2026` may be, where both are possible. */
  readonly ambiguous: readonly Period[];
  /** The text with every expression of time replaced by spaces: same offsets. */
  readonly rest: string;
}

/** Words that look like time and are not: "Monday report", "three things to do today". */
const notTime =
  /\b(?:(?:monday|daily|weekly|monthly|friday)(?: morning)? (?:report|review|meeting|summary|update)|(?:to do|do|act on|fix|look at|priorities(?: for)?|actions(?: for)?|things(?: for)?|focus on|tackle)(?: first)? today)\b/g;

/** Finds every expression of time in folded English text. */
export function findTimes(text: string, clock: Clock): FoundTimes {
  const searched = text.replaceAll(notTime, blank);
  const dates = findDates(searched, clock);
  const withoutDates = dates.reduce(without, searched);
  const clockTimes = findClockTimes(withoutDates);
  const named = timeRules.flatMap(({ pattern, read }) =>
    [...withoutDates.matchAll(pattern)].flatMap((match): FoundTime[] => {
      const reading = read(match, clock);
      return reading
        ? [{ ...reading, start: match.index, end: match.index + match[0].length }]
        : [];
    }),
  );
  const written = dates.flatMap(({ start, end, readings }) =>
    readings.slice(0, 1).map((period): FoundTime => ({ start, end, period })),
  );
  const times = longestFirst([...written, ...named]);
  return {
    times: anchored(times, clockTimes, clock),
    ambiguous: dates.find((date) => date.readings.length > 1)?.readings ?? [],
    rest: [...times, ...clockTimes].reduce(without, text),
  };
}

const blank = (text: string): string => " ".repeat(text.length);

const without = (text: string, { start, end }: { start: number; end: number }): string =>
  text.slice(0, start) + " ".repeat(end - start) + text.slice(end);

/** Of overlapping readings the one that begins first and is longest. */
function longestFirst(found: readonly FoundTime[]): FoundTime[] {
  const kept: FoundTime[] = [];
  for (const time of found.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (time.start >= (kept.at(-1)?.end ?? 0)) kept.push(time);
  return kept;
}

interface ClockTime {
  readonly start: number;
  readonly end: number;
  readonly sinceMidnight: number;
}

function findClockTimes(text: string): ClockTime[] {
  const pattern = /\b(\d{1,2}):(\d\d)(?::\d\d)?(?: ?utc)?\b|\b(\d{1,2}) ?(am|pm)\b/g;
  return [...text.matchAll(pattern)].flatMap((match) => {
    const [all, hour, minute, twelve, half] = match;
    const hours =
      hour === undefined ? (Number(twelve) % 12) + (half === "pm" ? 12 : 0) : Number(hour);
    const sinceMidnight = hours * hourMs + Number(minute ?? 0) * (hourMs / 60);
    const end = match.index + all.length;
    return sinceMidnight < dayMs ? [{ start: match.index, end, sinceMidnight }] : [];
  });
}

/** Times of day belong to the day that the question names, which they replace, else to the day of as-of. */
function anchored(
  times: readonly FoundTime[],
  clockTimes: readonly ClockTime[],
  clock: Clock,
): readonly FoundTime[] {
  if (clockTimes.length === 0) return times;
  const day = times.find(({ period }) => period.unit === "day" && period.count === 1);
  const today = startOf("day", clock.asOf);
  const late = clockTimes.some(({ sinceMidnight }) => today + sinceMidnight > clock.asOf);
  const midnight = day?.period.from ?? (late ? today - dayMs : today);
  const instants = clockTimes.map(({ start, end, sinceMidnight }) => ({
    start,
    end,
    period: instant(midnight + sinceMidnight, clock),
  }));
  return [...times.filter((time) => time !== day), ...instants].toSorted(
    (a, b) => a.start - b.start,
  );
}
