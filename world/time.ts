/** Milliseconds. Days are UTC days; calendars are computed, so that no time zone or locale has a say. */
export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Days since 1970-01-01. */
export const dayOf = (at: number): number => Math.floor(at / dayMs);

/** 0 = Sunday. 1970-01-01 was a Thursday. */
export const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** The hour of the week, 0 = Sunday from midnight, on a clock `offsetHours` east of UTC. */
export const hourOfWeek = (at: number, offsetHours: number): number => {
  const hours = Math.floor(at / hourMs) + offsetHours;
  return (((hours + 4 * 24) % 168) + 168) % 168;
};

/** Day of the month, 1 to 31. Source: H. Hinnant, "chrono-compatible low-level date algorithms", civil_from_days. */
export const dayOfMonth = (day: number): number => {
  const era = Math.floor((day + 719_468) / 146_097);
  const ofEra = day + 719_468 - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) /
      365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  return ofYear - Math.floor((153 * month + 2) / 5) + 1;
};

export const isoInstant = (at: number): string => new Date(at).toISOString();
export const isoDay = (day: number): string => isoInstant(day * dayMs).slice(0, 10);
