import type { Demand } from "../demand/demand.ts";
import { countries } from "../entity/country.ts";
import type { Issuer } from "../entity/issuer.ts";
import type { Merchant } from "../entity/merchant.ts";
import { segments } from "../entity/segment.ts";
import { keyOfName, uniform } from "../random/counter.ts";
import { dayMs, hourMs, minuteMs } from "../time.ts";
import type { Incident } from "./incident.ts";

/** Where incidents are planted. */
export interface PlantSetting {
  readonly seed: number;
  readonly days: number;
  readonly endsAt: number;
  readonly demand: Demand;
}

/** An incident before it has its number. */
export type Plant = Omit<Incident, "id" | "place">;
export type Planter = (setting: PlantSetting) => Plant;

type Window = Pick<Incident, "from" | "to">;

/** The days that incidents need; in a shorter world they move together. */
const spanDays = 8;

/** From `daysBefore` the end of the world, for some hours or without an end (null). Whole minutes. */
export const windowOf = (
  { days, endsAt }: PlantSetting,
  daysBefore: number,
  hours: number | null,
): Window => {
  const scale = Math.min(1, days / spanDays);
  const wholeMinutes = (ms: number) => Math.round(ms / minuteMs) * minuteMs;
  const from = endsAt - wholeMinutes(daysBefore * dayMs * scale);
  const to =
    hours === null ? Number.POSITIVE_INFINITY : from + wholeMinutes(hours * hourMs * scale);
  return { from, to };
};

/** One of the candidates, by the seed of the world. */
export const chosen = <T>({ seed }: PlantSetting, what: string, candidates: readonly T[]): T =>
  candidates[Math.floor(uniform(keyOfName(seed, what), 0) * candidates.length)] as T;

/** Merchants of a segment, the busiest first. */
export const busiestMerchants = ({ demand }: PlantSetting, segment: string): readonly Merchant[] =>
  demand.entities.merchants
    .filter((merchant) => segments[merchant.segment]?.name === segment)
    .toSorted((a, b) => b.weight - a.weight);

/** Banks with many cards, the largest first. */
export const largestBanks = ({ demand }: PlantSetting): readonly Issuer[] => {
  const size = (issuer: Issuer) => (countries[issuer.country]?.weight ?? 0) * issuer.weight;
  return demand.entities.issuers
    .filter(({ bins }) => bins.length > 1)
    .toSorted((a, b) => size(b) - size(a));
};
