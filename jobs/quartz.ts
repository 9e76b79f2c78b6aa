import { UsageError } from "../errors.ts";

const cronNumber = "(?:\\*|\\d+)(?:-\\d+)?(?:/\\d+)?";
const field = new RegExp(`^${cronNumber}(?:,${cronNumber})*$`);
const days = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"] as const;

/**
 * A cron expression of five fields as Quartz writes it, with seconds first. Cron counts weekdays from Sunday = 0 (and 7),
 * Quartz from Sunday = 1: they are written by name, which means the same to both. Quartz wants `?` in one of the two fields for days.
 * Throws UsageError for what has no Quartz form.
 */
export function quartzOf(cron: string): string {
  const fields = cron.trim().split(/\s+/);
  const [minute, hour, day, month, weekday] = fields;
  if (
    fields.length !== 5 ||
    minute === undefined ||
    hour === undefined ||
    day === undefined ||
    month === undefined ||
    weekday === undefined ||
    !fields.every((one) => field.test(one))
  )
    throw new UsageError(`${cron} is no cron expression of five numeric fields.`);
  if (day !== "*" && weekday !== "*")
    throw new UsageError(`${cron} names days of the month and of the week: Quartz takes one.`);
  const ofMonth = weekday === "*" ? day : "?";
  const ofWeek = weekday === "*" ? "?" : weekday.split(",").map(weekdays).join(",");
  return `0 ${quartzStep(minute)} ${quartzStep(hour)} ${ofMonth} ${month} ${ofWeek}`;
}

/** Star with a step counts from the field's first value in both; Quartz writes that value out. */
const quartzStep = (text: string): string => text.replaceAll("*/", "0/");

function weekdays(part: string): string {
  if (part.includes("/")) throw new UsageError(`weekdays ${part}: write the days out.`);
  return part
    .split("-")
    .map((number) => days[Number(number) % 7])
    .join("-");
}
