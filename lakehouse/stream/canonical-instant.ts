const plainUtc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z$/;
const parts = /^(.{10}T\d\d:\d\d)(:\d\d)?(?:\.(\d+))?(Z|[+-].+)$/;

/** A valid ISO instant with its offset as UTC, to the microsecond: `2026-11-01T10:00:00.25`, as DuckDB reads it. */
export function canonicalInstant(iso: string): string {
  if (plainUtc.test(iso)) return iso.slice(0, -1);
  const [, minutes = "", seconds = ":00", fraction, offset = "Z"] = parts.exec(iso) ?? [];
  const utc = new Date(`${minutes}${seconds}${offset}`).toISOString().slice(0, 19);
  return fraction === undefined ? utc : `${utc}.${fraction.slice(0, 6)}`;
}
