import { seededRandom } from "./random.ts";
import type { Currency } from "./shopper.ts";

const day = 86_400_000;
const levels = { eur: 1.09, brl: 0.184 } as const;

/** US dollars for one unit on the day that contains `at`: invented, drifting by up to half a percent around a level. */
export const usdPerUnit = (currency: Currency, at: number): number => {
  if (currency === "usd") return 1;
  const random = seededRandom(Math.floor(at / day) * 31 + (currency === "eur" ? 1 : 2));
  return Number((levels[currency] * (0.995 + random.next() * 0.01)).toFixed(4));
};
