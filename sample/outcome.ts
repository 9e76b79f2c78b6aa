import type { Random } from "./random.ts";
import type { Card, Market } from "./shopper.ts";

/** Stripe's decline code, and whether its own risk engine stopped the attempt before the issuer saw it. */
export interface Decline {
  readonly code: string;
  readonly isBlocked: boolean;
}

/** The story of the sample: from here on Brazilian issuers refuse most debit cards without giving a reason. */
export const incident = {
  from: Date.UTC(2026, 9, 31, 6),
  country: "BR",
  funding: "debit",
  refused: 0.62,
} as const;

const baseDeclineRate = 0.12;
const fundingFactor = { credit: 0.85, debit: 1.1, prepaid: 1.9 } as const;

/** Shares of the decline codes of card-not-present traffic, outside the incident. */
const mix: readonly (readonly [string, number])[] = [
  ["do_not_honor", 24],
  ["generic_decline", 9],
  ["insufficient_funds", 34],
  ["expired_card", 6],
  ["incorrect_cvc", 5],
  ["incorrect_number", 2],
  ["fraudulent", 5],
  ["lost_card", 1],
  ["stolen_card", 1],
  ["transaction_not_allowed", 4],
  ["card_velocity_exceeded", 3],
  ["card_not_supported", 1.5],
  ["authentication_required", 1],
  ["issuer_not_available", 2],
  ["processing_error", 1.5],
];

/** What the issuer answers to an attempt at this time: null is an approval. */
export const drawOutcome = (
  random: Random,
  card: Card,
  market: Market,
  at: number,
): Decline | null => {
  if (isInIncident(card, at) && random.chance(incident.refused)) {
    return { code: "do_not_honor", isBlocked: false };
  }
  const walletFactor = card.wallet === "" ? 1.08 : 0.8;
  const rate = baseDeclineRate * market.declines * fundingFactor[card.funding] * walletFactor;
  if (!random.chance(rate)) return null;
  const code = random.weighted(mix);
  return { code, isBlocked: code === "fraudulent" && random.chance(0.6) };
};

const isInIncident = (card: Card, at: number): boolean =>
  at >= incident.from && card.country === incident.country && card.funding === incident.funding;
