import { countries } from "../entity/country.ts";
import type { Entities } from "../entity/entities.ts";
import { usdPerUnit } from "../entity/exchange.ts";
import type { Merchant } from "../entity/merchant.ts";
import { keyOfName, uniform } from "../random/counter.ts";
import { cumulated, normalQuantile, pick } from "../random/distribution.ts";
import { dayOf, hourOfWeek, minuteMs } from "../time.ts";

/** When payments begin, and with whom. */
export interface Traffic {
  /** Payments expected in a minute (since 1970). */
  readonly perMinute: (minute: number) => number;
  /** The merchant whose share of the hour's payments `u` falls into. */
  readonly merchantAt: (at: number, u: number) => Merchant;
}

/** All traffic of a world, and the exchange rates. */
export interface Demand extends Traffic {
  readonly entities: Entities;
  /** Draws about payments hang on this. */
  readonly key: number;
  /** The part of the traffic that these merchants have. */
  readonly among: (isAmong: (merchant: Merchant) => boolean) => Traffic;
  /** USD per major unit on the day of the instant, by the currency's code. */
  readonly usdRate: (currencyCode: string, at: number) => number;
}

const hours = 168;

/** Share of an average hour's payments, by hour of the day where the merchant is. */
const ofDay = [
  0.35, 0.22, 0.16, 0.14, 0.16, 0.27, 0.5, 0.76, 0.98, 1.12, 1.24, 1.34, 1.4, 1.36, 1.3, 1.28, 1.34,
  1.44, 1.56, 1.64, 1.58, 1.34, 0.98, 0.62,
];
/** From Sunday. */
const ofWeek = [0.92, 0.95, 0.97, 0.99, 1.02, 1.12, 1.06];

export const createDemand = (seed: number, paymentsPerDay: number, entities: Entities): Demand => {
  const { merchants } = entities;
  const dayKey = keyOfName(seed, "busy day");
  const fxKey = keyOfName(seed, "exchange");
  const mean = hourTotals(merchants).reduce((sum, total) => sum + total, 0) / hours;
  const rates = new Map<string, number>();

  const trafficOf = (some: readonly Merchant[]): Traffic => {
    const totals = hourTotals(some);
    const shares = totals.map((_, hour) =>
      cumulated(some.map((merchant) => merchant.weight * busyness(merchant, hour))),
    );
    return {
      perMinute: (minute) => {
        const at = minute * minuteMs;
        const dayFactor = 1 + 0.025 * normalQuantile(uniform(dayKey, dayOf(at)));
        return (paymentsPerDay / 1440) * dayFactor * ((totals[hourOfWeek(at, 0)] ?? 0) / mean);
      },
      merchantAt: (at, u) => some[pick(shares[hourOfWeek(at, 0)] as Float64Array, u)] as Merchant,
    };
  };

  return {
    ...trafficOf(merchants),
    entities,
    key: keyOfName(seed, "payment"),
    among: (isAmong) => trafficOf(merchants.filter(isAmong)),
    usdRate: (currency, at) => {
      const name = `${currency}${dayOf(at)}`;
      const known = rates.get(name);
      if (known !== undefined) return known;
      const rate = usdPerUnit(fxKey, currency, dayOf(at));
      rates.set(name, rate);
      return rate;
    },
  };
};

/** Weight of each hour of the week. */
const hourTotals = (merchants: readonly Merchant[]): number[] =>
  Array.from({ length: hours }, (_, hour) =>
    merchants.reduce((sum, merchant) => sum + merchant.weight * busyness(merchant, hour), 0),
  );

const busyness = (merchant: Merchant, hour: number): number => {
  const offset = countries[merchant.country]?.offsetHours ?? 0;
  const local = (hour + offset + hours) % hours;
  return (ofDay[local % 24] ?? 1) * (ofWeek[Math.floor(local / 24)] ?? 1);
};
