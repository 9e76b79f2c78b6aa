import { type CalendarUnit, shift, startOf } from "./calendar.ts";
import type { Period } from "./period.ts";
import { plural } from "./time-rule.ts";

/** The period moved back by whole units; a calendar month becomes the calendar month before. */
export function earlier(period: Period, unit: CalendarUnit, by: number, label: string): Period {
  const aligned = startOf("day", period.from) === period.from && period.unit === unit;
  const from = shift(unit, period.from, -by);
  const sameLength = from + (period.to - period.from);
  if (!aligned) return { ...period, from, to: sameLength, label, open: false };
  const whole = shift(unit, from, period.count);
  return {
    ...period,
    from,
    to: period.open ? Math.min(sameLength, whole) : whole,
    label,
    open: false,
  };
}

/** How a range reads after "vs the week before". */
export const before = (unit: CalendarUnit, by: number) => (range: Period) =>
  earlier(range, unit, by, by === 1 ? `the ${unit} before` : `${by} ${unit}s earlier`);

/** The stretch of the same length that ends where the range begins. */
export const preceding = (range: Period): Period =>
  range.unit === "span" || range.open
    ? {
        ...range,
        from: range.from - (range.to - range.from),
        to: range.from,
        label: "the period before",
        open: false,
      }
    : earlier(
        range,
        range.unit,
        range.count,
        range.count === 1
          ? `the ${range.unit} before`
          : `the ${plural(range.count, range.unit)} before`,
      );
