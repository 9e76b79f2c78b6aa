import type { Arrival } from "../demand/arrival.ts";
import { drawPayment } from "../demand/draw-payment.ts";
import type { Card } from "../entity/card.ts";
import { countries } from "../entity/country.ts";
import { entryMode } from "../entity/vocabulary.ts";
import { uniform } from "../random/counter.ts";
import { busiestMerchants, chosen, type Planter, windowOf } from "./plant-setting.ts";

const draws = { merchant: 220, card: 221, amount: 222, device: 223 } as const;

const segment = "Digital";
const ringCards = 40;
const ringDevices = 6;
/** Attempts of the ring to one of all others. */
const intensity = 0.06;

/** A few devices buy with a few dozen stolen cards, again and again, at the merchants of one segment. */
export const velocityRing: Planter = (setting) => {
  const { demand } = setting;
  const merchants = busiestMerchants(setting, segment);
  const country = countries.findIndex(
    ({ code }) => code === chosen(setting, "ring", ["ES", "CA", "BR"]),
  );
  const cards = solvent(demand.entities.cards.byCountry[country] ?? []);
  const draw = (arrival: Arrival) => {
    const u = (draw: number) => uniform(arrival.key, draw);
    const device = Math.floor(u(draws.device) * ringDevices);
    return drawPayment(arrival, {
      merchant: chosenBy(merchants, u(draws.merchant)),
      card: chosenBy(cards, u(draws.card)),
      amountUsd: 90 + Math.floor(u(draws.amount) * 260),
      entryMode: entryMode.ecom,
      isFraud: true,
      fingerprint: 30_000_000 + device,
      ip: 10 * 2 ** 24 + 1_000 + device,
    });
  };
  return {
    kind: "velocity_ring",
    about: `${ringDevices} devices buy with ${ringCards} stolen cards at the ${segment} merchants.`,
    ...windowOf(setting, 1.9, 12),
    cell: {
      merchant_segment: [segment],
      issuer_country: [countries[country]?.code ?? ""],
      entry_mode: ["ecom"],
    },
    foundBy: "risk",
    arrivals: { perMinute: (minute) => intensity * demand.perMinute(minute), draw },
  };
};

/** Rings buy what can be sold: they keep to cards with money on them. */
const solvent = (cards: readonly Card[]): readonly Card[] =>
  cards.filter(({ wealth, funding }) => funding === 0 && wealth > 300_000).slice(0, ringCards);

const chosenBy = <T>(list: readonly T[], u: number): T => list[Math.floor(u * list.length)] as T;
