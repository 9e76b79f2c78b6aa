import { dayMs, hourMs, startOf, weekday, weekdays } from "./calendar.ts";
import { type Clock, span, whole } from "./period.ts";
import { type TimeReading, type TimeRule, timeRule } from "./time-rule.ts";
import { ago, current } from "./unit-period.ts";

/** Days by name: "today", "yesterday", "on Monday", "last weekend". */
export const dayRules: readonly TimeRule[] = [
  timeRule("today|this morning|this afternoon", (_, clock) => ({
    period: ago("day", 0, "today", clock),
  })),
  timeRule("yesterday", (_, clock) => ({ period: ago("day", 1, "yesterday", clock) })),
  timeRule("tomorrow", (_, clock) => ({ period: ago("day", -1, "tomorrow", clock) })),
  timeRule("(?:the )?day before yesterday", (_, clock) => ({
    period: ago("day", 2, "the day before yesterday", clock),
  })),
  timeRule("last night", (_, clock) => {
    const midnight = current("day", clock);
    return { period: span(midnight - 6 * hourMs, midnight + 6 * hourMs, "last night", clock) };
  }),
  timeRule(
    "(?:last|past|previous|over the|on the|at the|during the|this|the) weekend",
    (_, clock) => {
      const today = current("day", clock);
      const inWeekend = weekday(today) >= 5;
      const saturday = startOf("week", today) + 5 * dayMs - (inWeekend ? 0 : 7 * dayMs);
      const period = whole("day", saturday, 2, inWeekend ? "this weekend" : "last weekend", clock);
      return { period };
    },
  ),
  timeRule(
    `(?:(?:on|last|this|past|previous|this past|the) )*(${weekdays.join("|")})s?`,
    ([, name], clock) => onWeekday(name ?? "", clock),
  ),
  timeRule(
    "(?<=(?:on|since|last|from|until|till|between|to|vs) )(mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)",
    ([, short = ""], clock) => {
      const name = weekdays.find((day) => day.startsWith(short.slice(0, 3)));
      return name ? onWeekday(name, clock) : null;
    },
  ),
];

/** The latest such day before the day of as-of. */
function onWeekday(name: string, clock: Clock): TimeReading {
  const today = current("day", clock);
  const back = ((weekday(today) - weekdays.indexOf(name as "monday") + 6) % 7) + 1;
  return { period: ago("day", back, `${name.charAt(0).toUpperCase()}${name.slice(1)}`, clock) };
}
