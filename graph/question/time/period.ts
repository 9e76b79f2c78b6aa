import type { Range } from "../../../lakehouse/scope.ts";
import { type CalendarUnit, dayMs, shift, startOf } from "./calendar.ts";

/** A stretch of time, half-open, in epoch milliseconds of UTC. */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** What kind of stretch it is: decides what "the one before" means. `span`: any two ends. */
  readonly unit: CalendarUnit | "span";
  /** How many units long; 1 for a span. */
  readonly count: number;
  /** True where it reaches "now" and its last day is not over. */
  readonly open: boolean;
  /** True for a time of day or a timestamp: as the end of a range it is the end itself. */
  readonly instant?: boolean;
}

/** What "now" is for a question: the data's as-of, and where the data begin. */
export interface Clock {
  readonly asOf: number;
  /** One second after as-of, so that the newest event is inside a half-open range. */
  readonly end: number;
  readonly dataStart: number;
}

export const clockAt = (asOf: number, dataStart: number): Clock => ({
  asOf,
  end: Math.floor(asOf / 1000) * 1000 + 1000,
  dataStart,
});

export const toRange = (period: Period): Range => ({
  from: new Date(period.from).toISOString(),
  to: new Date(period.to).toISOString(),
  label: period.label,
});

/** `count` whole units that begin at `from`; cut at "now" where they reach it. */
export function whole(
  unit: CalendarUnit,
  from: number,
  count: number,
  label: string,
  clock: Clock,
): Period {
  const to = shift(unit, from, count);
  const open = from < clock.end && to > clock.end;
  return { from, to: open ? clock.end : to, label, unit, count, open };
}

/** From an instant until now; a start after now is one day, so that it can be refused as the future. */
export const until = (from: number, label: string, clock: Clock): Period => {
  const open = from < clock.end;
  return { from, to: open ? clock.end : from + dayMs, label, unit: "span", count: 1, open };
};

/** Any two ends; cut at "now" where the end lies after it. */
export const span = (from: number, to: number, label: string, clock: Clock): Period => {
  const open = from < clock.end && to > clock.end;
  return { from, to: open ? clock.end : to, label, unit: "span", count: 1, open };
};

/** Whole days named by their dates: the day of as-of is kept to its end, days after it are cut at "now". */
export const dates = (from: number, to: number, clock: Clock): Period => {
  const label = daysLabel(from, to);
  const period =
    to - from === dayMs ? whole("day", from, 1, label, clock) : span(from, to, label, clock);
  return to === startOf("day", clock.asOf) + dayMs ? { ...period, to } : period;
};

const dayFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  day: "numeric",
  month: "short",
  year: "numeric",
});

/** `3 Nov 2026`. */
export const dayLabel = (at: number): string => dayFormat.format(at);

/** `1–7 Nov 2026` for whole days, the last one included. */
export const daysLabel = (from: number, to: number): string => {
  const last = to - 1;
  return startOf("day", from) === startOf("day", last)
    ? dayLabel(from)
    : dayFormat.formatRange(from, last).replaceAll(/\s*–\s*/g, "–");
};

/** `3 Nov 2026 14:00` where the time of day matters. */
export const instantLabel = (at: number): string =>
  at % dayMs === 0 ? dayLabel(at) : `${dayLabel(at)} ${new Date(at).toISOString().slice(11, 16)}`;
