import { en } from "chrono-node";
import { hourMs, months, shift } from "./calendar.ts";
import { type Clock, dates, instantLabel, type Period, span, whole } from "./period.ts";

/** A date or a pair of dates in a text, by character offsets. `readings` has two entries where day and month may be swapped. */
export interface FoundDate {
  readonly start: number;
  readonly end: number;
  readonly readings: readonly Period[];
}

/** Dates written out, in digits or with the month's name. A date without a year is the latest one that is not after as-of. */
export function findDates(text: string, clock: Clock): FoundDate[] {
  const numeric = findNumericDates(text, clock);
  const rest = numeric.reduce(
    (left, found) =>
      left.slice(0, found.start) + " ".repeat(found.end - found.start) + left.slice(found.end),
    text,
  );
  return [...numeric, ...findNamedDates(rest, clock)];
}

const instantPattern =
  /\d{4}-\d\d-\d\d(?:t| (?=\d\d:))\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:z|[+-]\d\d:?\d\d)?/g;
const datePattern = /\b(\d{1,4})([-./])(\d{1,2})\2(\d{1,4})\b/g;
const monthPattern = /\b(20\d\d)[-/](\d\d)\b(?![-/])|\b(\d{1,2})[/.](20\d\d)\b/g;

function findNumericDates(text: string, clock: Clock): FoundDate[] {
  const found: FoundDate[] = [];
  const add = (match: RegExpExecArray, readings: readonly (Period | null)[]) => {
    const known = readings.filter((period) => period !== null);
    const free = !found.some((f) => match.index < f.end && f.start < match.index + match[0].length);
    if (known.length > 0 && free)
      found.push({ start: match.index, end: match.index + match[0].length, readings: known });
  };
  for (const match of text.matchAll(instantPattern)) add(match, [instantOf(match[0], clock)]);
  for (const match of text.matchAll(datePattern)) add(match, dateReadings(match, clock));
  for (const match of text.matchAll(monthPattern)) {
    const year = Number(match[1] ?? match[4]);
    add(match, [monthOf(year, Number(match[2] ?? match[3]), clock)]);
  }
  return found;
}

function instantOf(written: string, clock: Clock): Period | null {
  const iso = written.toUpperCase().replace(" ", "T");
  const at = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(at) ? null : instant(at, clock);
}

/** The hour that begins at an instant. */
export const instant = (at: number, clock: Clock): Period => ({
  ...span(at, at + hourMs, instantLabel(at), clock),
  instant: true,
});

/** `2026-11-03` and `3.11.2026` are plain; `3/11/2026` may be read both ways, unless only one is a date in the past. */
function dateReadings(match: RegExpExecArray, clock: Clock): (Period | null)[] {
  const [, a = "", separator, b = "", c = ""] = match;
  if (a.length === 4) return [dayOf(Number(a), Number(b), Number(c), clock)];
  if (c.length !== 4) return [];
  const dayFirst = dayOf(Number(c), Number(b), Number(a), clock);
  const monthFirst = dayOf(Number(c), Number(a), Number(b), clock);
  if (separator === "." || dayFirst?.from === monthFirst?.from) return [dayFirst];
  const both = [dayFirst, monthFirst].filter((day) => day !== null);
  const past = both.filter((day) => day.from < clock.end && day.to > clock.dataStart);
  return past.length > 0 ? past : both;
}

function dayOf(year: number, month: number, day: number, clock: Clock): Period | null {
  const from = Date.UTC(year, month - 1, day);
  const date = new Date(from);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1970;
  return exists ? dates(from, shift("day", from, 1), clock) : null;
}

const monthOf = (year: number, month: number, clock: Clock): Period | null =>
  month < 1 || month > 12
    ? null
    : whole("month", Date.UTC(year, month - 1), 1, monthLabel(year, month - 1), clock);

/** `October 2026`; `month` counts from 0. */
export const monthLabel = (year: number, month: number): string => {
  const name = months[month] ?? "";
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} ${year}`;
};

const monthName = new RegExp(
  `\\b(?:${months.map((m) => `${m.slice(0, 3)}(?:${m.slice(3)}|t)?`).join("|")})\\b`,
);

/** Dates with the month's name, by chrono in its strict mode: it invents nothing from casual words. */
function findNamedDates(text: string, clock: Clock): FoundDate[] {
  if (!/\d/.test(text) || !monthName.test(text)) return [];
  const reference = { instant: new Date(clock.asOf), timezone: 0 };
  return en.strict.parse(text, reference, { forwardDate: false }).flatMap((result) => {
    const { start, end } = result;
    if (!monthName.test(result.text) || !start.isCertain("day")) return [];
    const timed = start.isCertain("hour");
    const first = utcOf(start, timed);
    const last = end ? utcOf(end, timed) : null;
    const back = start.isCertain("year") ? 0 : yearsBack(first, clock);
    const from = shift("year", first, -back);
    const to = last === null ? null : shift("year", last, -back);
    const at = result.index + (/^(?:on|at|from) /.exec(result.text)?.[0].length ?? 0);
    return [
      {
        start: at,
        end: result.index + result.text.length,
        readings: [asPeriod(from, to, timed, clock)],
      },
    ];
  });
}

type Written = ReturnType<typeof en.strict.parse>[number]["start"];

const utcOf = (date: Written, timed: boolean): number =>
  Date.UTC(
    date.get("year") ?? 0,
    (date.get("month") ?? 1) - 1,
    date.get("day") ?? 1,
    timed ? (date.get("hour") ?? 0) : 0,
    timed ? (date.get("minute") ?? 0) : 0,
  );

const yearsBack = (at: number, clock: Clock): number => {
  let back = 0;
  while (shift("year", at, -back) >= clock.end) back += 1;
  return back;
};

function asPeriod(from: number, to: number | null, timed: boolean, clock: Clock): Period {
  if (timed)
    return to === null
      ? instant(from, clock)
      : span(from, to, `${instantLabel(from)}–${instantLabel(to)}`, clock);
  return dates(from, shift("day", to ?? from, 1), clock);
}
