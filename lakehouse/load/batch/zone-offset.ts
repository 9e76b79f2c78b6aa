import { Temporal } from "temporal-polyfill";
import { literal } from "./stage.ts";
import { offsetAt, readZone } from "./zone.ts";

/** From a local time on (`null`: from the beginning), a zone is so many seconds east of UTC. */
interface OffsetPeriod {
  readonly from: string | null;
  readonly seconds: number;
}

const firstDay = "1970-01-01T00:00";
const lastDay = "2100-01-01T00:00";
const known = new Map<string, readonly OffsetPeriod[]>();

/**
 * SQL for the seconds east of UTC of the local time `local` in the zone named by `name`, both SQL expressions; NULL for a
 * zone that is not among `zones`. Zones that nobody knows are left out.
 */
export function offsetSql(zones: readonly string[], name: string, local: string): string {
  const branches = zones.flatMap((written) => {
    const zone = readZone(written);
    if (zone.kind === "unknown") return [];
    const seconds =
      zone.kind === "fixed" ? String(zone.seconds) : search(periodsOf(zone.name), local);
    return [`WHEN ${literal(written)} THEN ${seconds}`];
  });
  return branches.length === 0 ? "CAST(NULL AS BIGINT)" : `CASE ${name} ${branches.join(" ")} END`;
}

/** A binary search written as nested CASEs: a few comparisons a row, and no join. */
function search(periods: readonly OffsetPeriod[], local: string): string {
  const middle = periods.length >> 1;
  const from = periods[middle]?.from;
  if (from === undefined || from === null) return String(periods[0]?.seconds);
  return `CASE WHEN ${local} < TIMESTAMP ${literal(from)} THEN ${search(periods.slice(0, middle), local)}
    ELSE ${search([{ from: null, seconds: periods[middle]?.seconds ?? 0 }, ...periods.slice(middle + 1)], local)} END`;
}

/**
 * The offsets of a tz zone by local time. A repeated hour is its first pass and a missing hour is as after the change, so a
 * new offset holds from the later of the two clock times of its change.
 */
function periodsOf(zone: string): readonly OffsetPeriod[] {
  const remembered = known.get(zone);
  if (remembered !== undefined) return remembered;
  const end = Temporal.PlainDateTime.from(lastDay).toZonedDateTime(zone);
  const periods: OffsetPeriod[] = [{ from: null, seconds: offsetAt(zone, firstDay) }];
  let at = Temporal.PlainDateTime.from(firstDay).toZonedDateTime(zone);
  for (;;) {
    const change = at.getTimeZoneTransition("next");
    if (change === null || Temporal.ZonedDateTime.compare(change, end) >= 0) break;
    const before = change.subtract({ nanoseconds: 1 });
    const later = Math.max(before.offsetNanoseconds, change.offsetNanoseconds);
    const local = change.toInstant().toZonedDateTimeISO("UTC").add({ nanoseconds: later });
    periods.push({
      from: local.toPlainDateTime().toString({ smallestUnit: "second" }),
      seconds: change.offsetNanoseconds / 1e9,
    });
    at = change;
  }
  known.set(zone, periods);
  return periods;
}
