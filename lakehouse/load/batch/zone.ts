import { Temporal } from "temporal-polyfill";

/** Abbreviations that processors write, as offsets from UTC in hours; taken as written, in summer too. Ambiguous ones (IST) are left out. */
const abbreviations: Readonly<Record<string, number>> = {
  UTC: 0,
  GMT: 0,
  Z: 0,
  WET: 0,
  WEST: 1,
  BST: 1,
  CET: 1,
  CEST: 2,
  MEZ: 1,
  MESZ: 2,
  EET: 2,
  EEST: 3,
  MSK: 3,
  SAST: 2,
  EST: -5,
  EDT: -4,
  CST: -6,
  CDT: -5,
  MST: -7,
  MDT: -6,
  PST: -8,
  PDT: -7,
  AKST: -9,
  AKDT: -8,
  HST: -10,
  BRT: -3,
  ART: -3,
  CLT: -4,
  CLST: -3,
  PET: -5,
  COT: -5,
  JST: 9,
  KST: 9,
  HKT: 8,
  SGT: 8,
  AWST: 8,
  ACST: 9.5,
  ACDT: 10.5,
  AEST: 10,
  AEDT: 11,
  NZST: 12,
  NZDT: 13,
};

/** What a zone's name means: a fixed offset, a zone of the tz database, or nothing we know. */
export type Zone =
  | { readonly kind: "fixed"; readonly seconds: number }
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "unknown" };

/** Reads `CET`, `+02:00`, `Europe/Zurich`. */
export function readZone(written: string): Zone {
  const hours = abbreviations[written.toUpperCase()];
  if (hours !== undefined) return { kind: "fixed", seconds: hours * 3600 };
  const offset = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(written);
  if (offset) {
    const seconds = Number(offset[2]) * 3600 + Number(offset[3] ?? 0) * 60;
    return { kind: "fixed", seconds: offset[1] === "-" ? -seconds : seconds };
  }
  return isTzName(written) ? { kind: "named", name: written } : { kind: "unknown" };
}

export const isKnownZone = (written: string): boolean => readZone(written).kind !== "unknown";

function isTzName(name: string): boolean {
  if (!name.includes("/")) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/**
 * Seconds east of UTC at a local time (`2026-10-25T02:30`) of a tz zone. A repeated hour is its first pass, a missing
 * hour is as after the change: Temporal's "compatible".
 */
export function offsetAt(zone: string, local: string): number {
  const at = Temporal.PlainDateTime.from(local).toZonedDateTime(zone, {
    disambiguation: "compatible",
  });
  // In the missing hour Temporal moves the clock forward; the offset that maps the written time is what is wanted.
  const written = Temporal.PlainDateTime.from(local).toZonedDateTime("UTC").epochMilliseconds;
  return Math.round((written - at.epochMilliseconds) / 1000);
}
