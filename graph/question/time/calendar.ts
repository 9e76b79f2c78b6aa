/** UTC calendar arithmetic on epoch milliseconds. Weeks are ISO weeks: Monday to Sunday. */
export const hourMs = 3_600_000;
export const dayMs = 24 * hourMs;
export const weekMs = 7 * dayMs;

export const units = ["hour", "day", "week", "month", "quarter", "year"] as const;
export type CalendarUnit = (typeof units)[number];

export const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
] as const;

/** Monday first, as in an ISO week. */
export const weekdays = [
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
  "sunday",
] as const;

const monthsOf = { month: 1, quarter: 3, year: 12 } as const;

/** The start of the hour, day, week, … that contains the instant. */
export function startOf(unit: CalendarUnit, at: number): number {
  if (unit === "hour") return at - mod(at, hourMs);
  if (unit === "day") return at - mod(at, dayMs);
  if (unit === "week") return startOf("day", at) - weekday(at) * dayMs;
  const date = new Date(at);
  const month = date.getUTCMonth();
  return Date.UTC(date.getUTCFullYear(), month - (month % monthsOf[unit]));
}

/**
 * The instant moved by whole units. Months, quarters and years keep the day of the month, or the last day of a shorter
 * month, and the time of day.
 */
export function shift(unit: CalendarUnit, at: number, by: number): number {
  if (unit === "hour") return at + by * hourMs;
  if (unit === "day") return at + by * dayMs;
  if (unit === "week") return at + by * weekMs;
  const date = new Date(at);
  const target = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + by * monthsOf[unit]);
  const day = Math.min(date.getUTCDate(), daysInMonth(target));
  return target + (day - 1) * dayMs + mod(at, dayMs);
}

/** 0 is Monday, 6 is Sunday. */
export const weekday = (at: number): number => (new Date(at).getUTCDay() + 6) % 7;

/** The Monday of an ISO week: week 1 is the one that contains 4 January. */
export const isoWeekStart = (year: number, week: number): number =>
  startOf("week", Date.UTC(year, 0, 4)) + (week - 1) * weekMs;

const daysInMonth = (monthStart: number): number => {
  const date = new Date(monthStart);
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
};

/** Never negative, unlike `%`, so that instants before 1970 work too. */
const mod = (value: number, by: number): number => ((value % by) + by) % by;
