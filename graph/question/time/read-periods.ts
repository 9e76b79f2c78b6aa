import { type CalendarUnit, dayMs, shift, startOf, weekMs } from "./calendar.ts";
import { type FoundTime, findTimes } from "./find-times.ts";
import { type Clock, dates, instantLabel, type Period, span, until, whole } from "./period.ts";

/** What the question says about time. Null where it says nothing. */
export interface ReadPeriods {
  readonly range: Period | null;
  readonly compare: Period | null;
  /** Set where the question only relates to some other range: "and the week before?", "week over week". */
  readonly relative: ((range: Period) => Period) | null;
  /** True where the question compares with that other range: "vs the week before". */
  readonly comparesRelative: boolean;
  /** True where the range is only "now", "currently". */
  readonly vague: boolean;
  /** The two dates that `3/11/2026` may be, where both are possible. */
  readonly ambiguous: readonly Period[];
  /** The text with every expression of time replaced by spaces: same offsets. */
  readonly rest: string;
  readonly notes: readonly string[];
}

interface Placed extends FoundTime {
  /** The text before it, from the expression before on. */
  readonly gap: string;
  /** The text after it, up to the next expression. */
  readonly after: string;
}

const versus =
  /\b(?:vs|versus|compared? (?:with|to)|against|relative to|than)(?: the| in| that of)? *$/;
const contrasting = /\b(?:vs|versus|compared?|against|relative to|than|over|difference|differ)\b/;
const changing =
  /\b(?:chang|drop|fell|fall|ros|rise|increas|decreas|compar|differ|went|evol|develop)\w*/;
const joining = /^ *(?:to|until|till|through|thru|up to|and)(?: the| on)? *$/;
const starting = /\b(since|after|starting|beginning|as of)(?: the| on| from| last)? *$/;
const ending = /\b(?:until|till|up to|before)(?: the| on)? *$/;

/**
 * Reads the range and the comparison out of folded English text. "Since" and "this …" reach as-of; a comparison with a
 * period that is still running covers the same elapsed time.
 */
export function readPeriods(text: string, clock: Clock): ReadPeriods {
  const { times, ambiguous, rest } = findTimes(text, clock);
  const changes = changing.test(rest);
  const bounded = joinPairs(placed(times, text), changes, clock).map((t) =>
    bound(t, changes, clock),
  );
  const read = combine(bounded, text, clock);
  const compare = read.range && read.compare ? sameElapsed(read.range, read.compare) : read.compare;
  return { ...nothing, ...read, compare, ambiguous, rest };
}

const nothing = { relative: null, comparesRelative: false, vague: false, notes: [] as string[] };

const placed = (times: readonly FoundTime[], text: string): Placed[] =>
  times.map((time, i) => ({
    ...time,
    gap: text.slice(times[i - 1]?.end ?? 0, time.start),
    after: text.slice(time.end, times[i + 1]?.start),
  }));

/** "X to Y", "between X and Y" as one range; "changed from X to Y" stays a comparison of two. */
function joinPairs(times: readonly Placed[], changes: boolean, clock: Clock): Placed[] {
  const [first, second, ...others] = times;
  if (!first || !second) return [...times];
  const pair = joining.test(second.gap) && !second.onlyRelative;
  const and = / *and\b/.test(second.gap);
  const from = /\bfrom(?: the)? *$/.test(first.gap);
  const between = /\bbetween(?: the)? *$/.test(first.gap);
  const units = [first, second].every(({ period }) => period.unit !== "span" && !period.instant);
  if (pair && changes && (from || between) && units && second.period.unit !== "day")
    return [{ ...second, gap: "" }, { ...first, gap: "vs" }, ...others];
  if (!pair || (and && !between)) return [first, ...joinPairs([second, ...others], changes, clock)];
  const period = union(first.period, second.period, clock);
  const joined = {
    start: first.start,
    end: second.end,
    period,
    gap: first.gap.replace(/\b(?:from|between)(?: the)? *$/, ""),
  };
  return joinPairs([{ ...joined, after: second.after }, ...others], changes, clock);
}

function union(first: Period, second: Period, clock: Clock): Period {
  const end = second.instant ? second.from : second.to;
  const from =
    first.from < end
      ? first.from
      : first.unit === "day"
        ? first.from - weekMs
        : shift("year", first.from, -1);
  const [start, stop] = from < end ? [from, end] : [second.from, first.to];
  if (startOf("day", start) === start && startOf("day", stop) === stop)
    return dates(start, stop, clock);
  if (second.open) return until(start, `since ${instantLabel(start)}`, clock);
  return span(start, stop, `${instantLabel(start)}–${instantLabel(stop)}`, clock);
}

/** "Since X", "after X", "X onwards", "until X". "Changed since last month" compares this month with it. */
function bound(
  time: Placed,
  changes: boolean,
  clock: Clock,
): Placed & { readonly versusCurrent?: CalendarUnit } {
  const { period, gap, after } = time;
  const start =
    starting.exec(gap)?.[1] ??
    (/^ *(?:on|onwards?|until now|to date)\b/.test(after) ? "since" : null);
  if (start !== null && !time.onlyRelative) {
    const unit = period.unit;
    if (
      changes &&
      unit !== "span" &&
      unit !== "hour" &&
      unit !== "day" &&
      period.label.startsWith("last") &&
      period.count === 1
    )
      return { ...time, versusCurrent: unit };
    const from = start === "after" && !period.instant ? period.to : period.from;
    return { ...time, period: until(from, `since ${period.label}`, clock) };
  }
  if (ending.test(gap) && !time.onlyRelative) {
    const to = gap.trimEnd().endsWith("before") || period.instant ? period.from : period.to;
    return { ...time, period: span(firstDayBefore(to, clock), to, `until ${period.label}`, clock) };
  }
  return time;
}

/** Where "until …" begins: with the data, or the day before its end where the data begin later. */
const firstDayBefore = (to: number, clock: Clock): number =>
  Math.min(startOf("day", clock.dataStart), startOf("day", to) - dayMs);

type Combined = Partial<ReadPeriods> & Pick<ReadPeriods, "range" | "compare">;

function combine(times: readonly ReturnType<typeof bound>[], text: string, clock: Clock): Combined {
  const [first, second, ...others] = times;
  if (!first) return { range: null, compare: null };
  if (first.versusCurrent)
    return {
      range: currentUnit(first.versusCurrent, clock),
      // Why: rates since then are compared with all of that time, not with its first days.
      compare: { ...first.period, unit: "span" },
    };
  if (!second) return single(first, clock);
  const notes = others.map((time) => `"${time.period.label}" was not read: two periods at most`);
  if (
    second.relative &&
    (second.onlyRelative || contrasting.test(second.gap) || /\band\b/.test(second.gap))
  )
    return { range: first.period, compare: second.relative(first.period), notes };
  if (first.onlyRelative && first.relative)
    return { range: second.period, compare: first.relative(second.period), notes };
  if (versus.test(first.gap) && !contrasting.test(second.gap))
    return { range: second.period, compare: first.period, notes };
  const asked = contrasting.test(second.gap) || contrasting.test(text.slice(0, first.start));
  if (asked && !samePeriod(first.period, second.period))
    return second.period.open && !first.period.open && second.period.from > first.period.from
      ? { range: second.period, compare: first.period, notes }
      : { range: first.period, compare: second.period, notes };
  if (samePeriod(first.period, second.period)) return { range: first.period, compare: null, notes };
  return {
    range: first.period,
    compare: null,
    notes: [
      ...notes,
      `"${second.period.label}" was not read as a comparison: ask for "vs" to compare`,
    ],
  };
}

function single(time: Placed, clock: Clock): Combined {
  if (time.onlyRelative && time.relative)
    return {
      range: null,
      compare: null,
      relative: time.relative,
      comparesRelative: !/^ *(?:and|what about|how about)?(?: the)? *$/.test(time.gap),
    };
  if (!versus.test(time.gap))
    return { range: time.period, compare: null, vague: time.vague ?? false };
  const { unit, label, count } = time.period;
  const isLast = count === 1 && (label.startsWith("last") || label === "yesterday");
  if (isLast && unit !== "span" && unit !== "hour")
    return { range: currentUnit(unit, clock), compare: time.period };
  return { range: null, compare: time.period };
}

const currentUnit = (unit: CalendarUnit, clock: Clock): Period =>
  whole(unit, startOf(unit, clock.asOf), 1, unit === "day" ? "today" : `this ${unit}`, clock);

const samePeriod = (a: Period, b: Period): boolean => a.from === b.from && a.to === b.to;

/** A whole day, week, month, … next to one that is still running is cut at the same elapsed time. */
function sameElapsed(range: Period, compare: Period): Period {
  const sameKind = range.unit === compare.unit && range.count === compare.count;
  const to = compare.from + (range.to - range.from);
  if (!range.open || compare.open || !sameKind || range.unit === "span" || to >= compare.to)
    return compare;
  return { ...compare, to, label: `${compare.label} up to the same time` };
}
