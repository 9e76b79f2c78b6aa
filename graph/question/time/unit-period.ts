import { type CalendarUnit, hourMs, shift, startOf } from "./calendar.ts";
import { type Clock, type Period, until, whole } from "./period.ts";

/** The start of the unit that as-of is in. */
export const current = (unit: CalendarUnit, clock: Clock): number => startOf(unit, clock.asOf);

/** The calendar unit that is `back` before the one of as-of: 1 week back is the previous Monday to Sunday. */
export const ago = (unit: CalendarUnit, back: number, label: string, clock: Clock): Period =>
  whole(unit, shift(unit, current(unit, clock), -back), 1, label, clock);

/**
 * The last N units. Hours reach now. Days, weeks, months, … are the complete ones before the one that as-of is in.
 */
export function lastUnits(n: number, unit: CalendarUnit, label: string, clock: Clock): Period {
  if (unit === "hour")
    return { ...until(clock.end - n * hourMs, label, clock), unit: "hour", count: n };
  return whole(unit, shift(unit, current(unit, clock), -n), n, label, clock);
}
