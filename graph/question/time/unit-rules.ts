import { type CalendarUnit, months, shift, weekdays } from "./calendar.ts";
import { before, preceding } from "./earlier-period.ts";
import { whole } from "./period.ts";
import { count, numberWord, plural, type TimeRule, timeRule, unitWord } from "./time-rule.ts";
import { ago, current, lastUnits } from "./unit-period.ts";

/** Units counted from as-of: "last week", "last 7 days", "this month", "2 weeks ago". */
export const unitRules: readonly TimeRule[] = [
  timeRule(
    `(?:the )?(last|past|previous|prior|preceding|trailing|recent) (?:(${numberWord}) )?(?:complete |full |whole )?${unitWord}`,
    (match, clock) => {
      const [, which = "", n, word] = match;
      const unit = word as CalendarUnit;
      const comparing = /^(?:previous|prior|preceding)$/.test(which) ? { relative: preceding } : {};
      if (n !== undefined && !(n === "a" || n === "an")) {
        const label = `last ${plural(count(n), unit)}`;
        return { period: lastUnits(count(n), unit, label, clock), ...comparing };
      }
      if (unit === "hour" || (which === "past" && unit === "day"))
        return {
          period: lastUnits(
            unit === "day" ? 24 : 1,
            "hour",
            `last ${unit === "day" ? "24 hours" : "hour"}`,
            clock,
          ),
          ...comparing,
        };
      if (which === "past" && unit === "week")
        return { period: lastUnits(7, "day", "last 7 days", clock) };
      if (which === "past" && unit === "month")
        return { period: lastUnits(30, "day", "last 30 days", clock) };
      return {
        period: ago(unit, 1, unit === "day" ? "yesterday" : `last ${unit}`, clock),
        ...comparing,
      };
    },
  ),
  timeRule("(?:last |past )?(\\d{1,3}) ?(h|hrs?|d|w|wks?)", ([, n, letter = ""], clock) => {
    const unit = letter.startsWith("h") ? "hour" : letter === "d" ? "day" : "week";
    return { period: lastUnits(count(n), unit, `last ${plural(count(n), unit)}`, clock) };
  }),
  timeRule(`(?:this|current|the current) ${unitWord}(?: so far| to date)?`, ([, unit], clock) => ({
    period: ago(unit as CalendarUnit, 0, `this ${unit}`, clock),
  })),
  timeRule("(?:the )?(week|month|quarter|year) (?:to date|so far)", ([, unit], clock) => ({
    period: ago(unit as CalendarUnit, 0, `this ${unit}`, clock),
  })),
  timeRule("(w|m|q|y)td", ([, letter], clock) => {
    const unit = ({ w: "week", m: "month", q: "quarter", y: "year" } as const)[letter as "w"];
    return { period: ago(unit, 0, `this ${unit}`, clock) };
  }),
  timeRule(
    `next (?:(${numberWord}) )?(?:${unitWord}|weekend|${weekdays.join("|")}|${months.join("|")})`,
    (match, clock) => {
      const unit = (match[2] ?? "day") as CalendarUnit;
      const from = shift(unit, current(unit, clock), 1);
      return { period: whole(unit, from, count(match[1]), match[0], clock) };
    },
  ),
  timeRule(`(?:the )?(week|month|quarter|year) before last`, ([, unit], clock) => ({
    period: ago(unit as CalendarUnit, 2, `the ${unit} before last`, clock),
  })),
  timeRule(`(${numberWord}) ${unitWord} ago`, ([, n, unit], clock) => {
    const back = count(n);
    const period = ago(unit as CalendarUnit, back, `${plural(back, unit ?? "")} ago`, clock);
    return {
      period: { ...period, label: `${back === 1 ? `a ${unit}` : plural(back, unit ?? "")} ago` },
      relative: before(unit as CalendarUnit, back),
    };
  }),
];
