import { minorUnitDigits } from "../../lakehouse/currency.ts";
import { keyOf } from "../random/counter.ts";
import { drift } from "../random/drift.ts";

/** USD per unit around which the rate of a currency moves, and by how much (standard deviation of its logarithm). */
const levels: Readonly<Record<string, readonly [usdPerUnit: number, spread: number]>> = {
  USD: [1, 0],
  GBP: [1.29, 0.02],
  EUR: [1.11, 0.02],
  CAD: [0.73, 0.015],
  BRL: [0.18, 0.04],
  MXN: [0.053, 0.035],
  AUD: [0.66, 0.02],
  JPY: [0.0067, 0.03],
};

/** A currency's place here is its code in the dictionary. */
export const currencies: readonly string[] = Object.keys(levels);
export const currencyDigits: readonly number[] = currencies.map(minorUnitDigits);

/** What a unit of the currency is worth in USD on a day (since 1970), six significant decimals. */
export const usdPerUnit = (key: number, currency: string, day: number): number => {
  const place = currencies.indexOf(currency);
  const [level, spread] = levels[currency] ?? [1, 0];
  const rate = level * Math.exp(spread * drift(keyOf(key, place), day));
  return Math.round(rate * 1e6) / 1e6;
};
