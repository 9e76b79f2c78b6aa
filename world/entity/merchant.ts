import { keyOf, keyOfName, uniform } from "../random/counter.ts";
import { cumulated, logNormal, pick } from "../random/distribution.ts";
import { countries } from "./country.ts";
import { currencies } from "./exchange.ts";
import { processors } from "./processor.ts";
import { segments } from "./segment.ts";

/** Who sells. Segment, country and habits stay; the place in the list is the code in the dictionary. */
export interface Merchant {
  readonly index: number;
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly segment: number;
  readonly country: number;
  readonly currency: number;
  readonly mcc: number;
  readonly riskTier: "low" | "medium" | "high";
  /** Among all payments. */
  readonly weight: number;
  /** In USD. */
  readonly ticketMedian: number;
  readonly ticketSigma: number;
  readonly recurringShare: number;
  readonly cardPresentShare: number;
  readonly domesticShare: number;
  /** Share of internet payments without a wallet for which it presents network tokens. */
  readonly tokenShare: number;
  /** Processors of its static rule: first choice, and where to go when that one fails. */
  readonly primary: number;
  readonly backup: number;
}

export const merchantCount = 100;

export const makeMerchants = (seed: number): Merchant[] => {
  const key = keyOfName(seed, "merchant");
  return Array.from({ length: merchantCount }, (_, index) =>
    makeMerchant(keyOf(key, index), index),
  );
};

const draws = {
  country: 0,
  weight: 1,
  ticket: 2,
  recurring: 3,
  token: 4,
  primary: 5,
  backup: 6,
} as const;

const countryShares = cumulated(countries.map(({ weight }) => weight));

const makeMerchant = (key: number, index: number): Merchant => {
  const place = index % segments.length;
  const segment = at(segments, place);
  const countryPlace = pick(countryShares, uniform(key, draws.country));
  const country = at(countries, countryPlace);
  const primary = staticRoute(key, country.region);
  const recurring = segment.recurringShare * (0.7 + 0.6 * uniform(key, draws.recurring));
  return {
    index,
    key,
    id: `m_${index}`,
    name: `Merchant ${index}`,
    segment: place,
    country: countryPlace,
    currency: currencies.indexOf(country.currency),
    mcc: segment.mcc,
    riskTier: segment.riskLogit > 0.5 ? "high" : segment.riskLogit > 0.1 ? "medium" : "low",
    weight: segment.weight * logNormal(uniform(key, draws.weight), 1, 0.55),
    ticketMedian: segment.ticketMedian * logNormal(uniform(key, draws.ticket), 1, 0.25),
    ticketSigma: segment.ticketSigma,
    recurringShare: Math.min(0.95, recurring),
    cardPresentShare: segment.cardPresentShare,
    domesticShare: segment.domesticShare,
    tokenShare: 0.45 * uniform(key, draws.token),
    primary,
    backup:
      (primary + 1 + Math.floor(uniform(key, draws.backup) * (processors.length - 1))) %
      processors.length,
  };
};

/** Most merchants once chose the processor that was good in their region; some never asked. */
const misrouted = 0.45;

const staticRoute = (key: number, region: (typeof countries)[number]["region"]): number => {
  const u = uniform(key, draws.primary);
  if (u < misrouted) return Math.floor((u / misrouted) * processors.length);
  const strengths = processors.map(({ refusalLogit }) => refusalLogit[region]);
  return strengths.indexOf(Math.min(...strengths));
};

const at = <T>(list: readonly T[], place: number): T => list[place] as T;
