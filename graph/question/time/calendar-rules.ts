import { dayMs, isoWeekStart, months, shift } from "./calendar.ts";
import { monthLabel } from "./explicit-date.ts";
import { type Clock, until, whole } from "./period.ts";
import { type TimeReading, type TimeRule, timeRule } from "./time-rule.ts";
import { lastUnits } from "./unit-period.ts";

/** Stretches of the calendar: weeks by number, months, quarters, years, and all of it. */
export const calendarRules: readonly TimeRule[] = [
  timeRule(
    "(?:calendar week|week|kw|cw) (\\d{1,2})(?: (?:of )?(20\\d\\d))?",
    ([, week, year], clock) => {
      const start = (y: number) => isoWeekStart(y, Number(week));
      const thisYear = new Date(clock.asOf).getUTCFullYear();
      const from = year
        ? start(Number(year))
        : start(thisYear) < clock.end
          ? start(thisYear)
          : start(thisYear - 1);
      return Number(week) < 1 || Number(week) > 53
        ? null
        : {
            period: whole(
              "week",
              from,
              1,
              `week ${week} of ${new Date(from + 3 * dayMs).getUTCFullYear()}`,
              clock,
            ),
          };
    },
  ),
  timeRule(
    `(?:(last|this) )?(${months.filter((m) => m !== "may").join("|")}|jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec)(?: (20\\d\\d))?`,
    ([, which, name, year], clock) => inMonth(name ?? "", year, which === "last", clock),
  ),
  timeRule(
    "(?<=(?:in|since|during|from|of|for|until|to|vs|and|last) )(may|mar)(?: (20\\d\\d))?|may (20\\d\\d)",
    ([, name, year, mayYear], clock) => inMonth(name ?? "may", year ?? mayYear, false, clock),
  ),
  timeRule(
    "(?:the )?(?:q([1-4])|(first|second|third|fourth) quarter)(?: (?:of )?(20\\d\\d))?",
    ([, digit, word, year], clock) => {
      const quarter = digit ? Number(digit) : numbersOfQuarters.indexOf(word ?? "") + 1;
      const asked = (y: number) => Date.UTC(y, (quarter - 1) * 3);
      const from = latest(asked, year, clock);
      return {
        period: whole("quarter", from, 1, `Q${quarter} ${new Date(from).getUTCFullYear()}`, clock),
      };
    },
  ),
  timeRule(
    "(?<=(?:in|of|during|since|year|for|from|vs|and|to|with) )(20\\d\\d)",
    ([, year], clock) => ({
      period: whole("year", Date.UTC(Number(year), 0), 1, `${year}`, clock),
    }),
  ),
  timeRule(
    "all time|ever|since the (?:beginning|start)|all (?:(?:of )?the )?loaded data|all data|(?:the )?(?:entire|whole|full) (?:period|time|history)",
    (_, clock) => ({
      period: until(clock.dataStart, "all loaded data", clock),
    }),
  ),
  timeRule("right now|at the moment|at this moment|currently|now", (_, clock) => ({
    period: lastUnits(24, "hour", "last 24 hours", clock),
    vague: true,
  })),
];

const numbersOfQuarters = ["first", "second", "third", "fourth"];

/** In the year given, else the latest that has begun. */
const latest = (
  start: (year: number) => number,
  year: string | undefined,
  clock: Clock,
): number => {
  const thisYear = new Date(clock.asOf).getUTCFullYear();
  if (year !== undefined) return start(Number(year));
  return start(thisYear) < clock.end ? start(thisYear) : start(thisYear - 1);
};

function inMonth(
  name: string,
  year: string | undefined,
  complete: boolean,
  clock: Clock,
): TimeReading {
  const month = months.findIndex((m) => m.startsWith(name.slice(0, 3)));
  const from = latest((y) => Date.UTC(y, month), year, clock);
  const unfinished = complete && shift("month", from, 1) > clock.end;
  const start = unfinished ? shift("year", from, -1) : from;
  return {
    period: whole("month", start, 1, monthLabel(new Date(start).getUTCFullYear(), month), clock),
  };
}
