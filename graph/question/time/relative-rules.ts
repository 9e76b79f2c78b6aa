import type { CalendarUnit } from "./calendar.ts";
import { before, preceding } from "./earlier-period.ts";
import type { Clock } from "./period.ts";
import {
  count,
  numberWord,
  type TimeReading,
  type TimeRule,
  timeRule,
  unitWord,
} from "./time-rule.ts";
import { ago, lastUnits } from "./unit-period.ts";

const relativeTo = (unit: CalendarUnit, by: number, clock: Clock): TimeReading => ({
  period: before(unit, by)(ago(unit, 1, `last ${unit}`, clock)),
  relative: before(unit, by),
  onlyRelative: true,
});

const overUnit: Readonly<Record<string, CalendarUnit>> = {
  dod: "day",
  wow: "week",
  mom: "month",
  qoq: "quarter",
  yoy: "year",
};

/** Time that only means something next to another range: "the week before", "year over year". */
export const relativeRules: readonly TimeRule[] = [
  timeRule(`(?:the )?${unitWord} (?:before|prior|earlier)(?: that| it)?`, ([, unit], clock) =>
    relativeTo(unit as CalendarUnit, 1, clock),
  ),
  timeRule(
    `(?:the )?(?:same (?:\\w+ )?)?(${numberWord}) ${unitWord} (?:before|earlier|prior)(?: that| it)?`,
    ([, n, unit], clock) => relativeTo(unit as CalendarUnit, count(n), clock),
  ),
  timeRule(
    `(?:the )?same (?:day|weekday|time|period|hours?|days|week|month)(?: of| in)?(?: the| a| one)? (?:last |previous |prior )?${unitWord}(?: ago| before| earlier)?`,
    ([, unit], clock) => relativeTo(unit as CalendarUnit, 1, clock),
  ),
  timeRule(`${unitWord} (?:over|on) \\1`, ([, unit], clock) =>
    relativeTo(unit as CalendarUnit, 1, clock),
  ),
  timeRule("(dod|wow|mom|qoq|yoy)", ([word = ""], clock) =>
    relativeTo(overUnit[word] ?? "week", 1, clock),
  ),
  timeRule("(?:the )?(?:previous|prior|preceding) period|(?:the )?period before", (_, clock) => ({
    period: preceding(lastUnits(7, "day", "last 7 days", clock)),
    relative: preceding,
    onlyRelative: true,
  })),
];
