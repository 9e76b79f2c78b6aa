import { type Cards, makeCards } from "./card.ts";
import { type Issuer, makeIssuers } from "./issuer.ts";
import { type Merchant, makeMerchants } from "./merchant.ts";

/** Who takes part in a world. */
export interface Entities {
  readonly merchants: readonly Merchant[];
  readonly issuers: readonly Issuer[];
  readonly cards: Cards;
}

/** A card pays about once a week, and a world has at least 5,000 and at most 250,000 cards. */
const cardsPerDailyPayment = 7;

export const makeEntities = (seed: number, paymentsPerDay: number): Entities => {
  const issuers = makeIssuers(seed);
  const count = Math.min(
    250_000,
    Math.max(5_000, Math.round(paymentsPerDay * cardsPerDailyPayment)),
  );
  return { merchants: makeMerchants(seed), issuers, cards: makeCards(seed, count, issuers) };
};
