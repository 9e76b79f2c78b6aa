import type { Arrival } from "../demand/arrival.ts";
import { drawPayment } from "../demand/draw-payment.ts";
import { entryMode } from "../entity/vocabulary.ts";
import { uniform } from "../random/counter.ts";
import { busiestMerchants, chosen, largestBanks, type Planter, windowOf } from "./plant-setting.ts";

const draws = { card: 200, amount: 201, device: 202 } as const;

/** Attempts of the attack to one of all others. */
const intensity = 0.7;
/** Most tested cards are dead, or their issuers see what is going on. */
const refusal = 0.75;

/** Somebody tries stolen cards of one BIN with small amounts at one merchant. */
export const cardTesting: Planter = (setting) => {
  const { demand } = setting;
  const merchant = chosen(
    setting,
    "card testing",
    busiestMerchants(setting, "Digital").slice(2, 8),
  );
  const issuer = chosen(setting, "tested cards", largestBanks(setting).slice(0, 8));
  const bin = issuer.bins[0]?.digits ?? 0;
  const stolen = demand.entities.cards.all.filter((card) => card.bin === bin);
  const draw = (arrival: Arrival) => {
    const u = (draw: number) => uniform(arrival.key, draw);
    const device = Math.floor(u(draws.device) * 5);
    return drawPayment(arrival, {
      merchant,
      card: chosenBy(stolen, u(draws.card)),
      amountUsd: 0.5 + Math.floor(u(draws.amount) * 250) / 100,
      entryMode: entryMode.ecom,
      isFraud: true,
      fingerprint: 20_000_000 + device,
      ip: 10 * 2 ** 24 + device,
    });
  };
  return {
    kind: "card_testing",
    about: `Stolen cards of BIN ${bin} are tried out at ${merchant.id} with amounts below USD 3.`,
    ...windowOf(setting, 4.6, 3),
    cell: { merchant_id: [merchant.id], card_bin: [String(bin)] },
    foundBy: "risk",
    issuerRefusal: (payment) =>
      payment.isExtra && payment.merchant.index === merchant.index && payment.card.bin === bin
        ? refusal
        : 0,
    arrivals: { perMinute: (minute) => intensity * demand.perMinute(minute), draw },
  };
};

const chosenBy = <T>(list: readonly T[], u: number): T => list[Math.floor(u * list.length)] as T;
