import type { Random } from "../../sample/random.ts";

const hour = 3_600_000;
/** Central Europe leaves summer time in the exported range. */
const summerTimeEnds = Date.UTC(2026, 9, 25, 1);

/** Hours ahead of UTC of each spelling that the report's TimeZone column has. */
const offsets: Readonly<Record<string, (at: number) => number>> = {
  UTC: () => 0,
  CET: () => 1,
  CEST: () => 2,
  PST: () => -8,
  "America/Sao_Paulo": () => -3,
  "Europe/Zurich": (at) => (at < summerTimeEnds ? 2 : 1),
};
const zones = Object.keys(offsets);

/** A time as the report writes it, in one of many zones when `dirt`. */
export const adyenTime = (random: Random, at: number, dirt: boolean) => {
  const drawn = dirt ? (zones[random.whole(0, zones.length - 1)] ?? "CET") : "CET";
  const zone = drawn === "Europe/Zurich" && isRepeatedHour(at) ? "UTC" : drawn;
  const local = new Date(at + (offsets[zone]?.(at) ?? 0) * hour).toISOString();
  return { "Creation Date": `${local.slice(0, 10)} ${local.slice(11, 19)}`, TimeZone: zone };
};

/** In the hour that the clock shows twice a local time alone cannot say which it was. */
const isRepeatedHour = (at: number): boolean => Math.abs(at - summerTimeEnds) < hour;
