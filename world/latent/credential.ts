import type { Card } from "../entity/card.ts";
import { uniform } from "../random/counter.ts";
import { dayOf } from "../time.ts";

const draws = { phase: 30, lost: 31, closed: 32, term: 33, renewal: 34, lag: 35 } as const;

/** A card is lost or closed for whole terms, which begin on another day for every card. */
const termDays = 90;
const term = (card: Card, day: number): number =>
  Math.floor((day + uniform(card.key, draws.phase) * termDays) / termDays);

export const isLostOrStolen = (card: Card, at: number): boolean =>
  uniform(card.key, draws.lost, term(card, dayOf(at))) < 0.003;

export const isClosed = (card: Card, at: number): boolean =>
  uniform(card.key, draws.closed, term(card, dayOf(at))) < 0.003;

/** Cards are renewed every three years. */
const renewalDays = 1095;

/**
 * Whether what a merchant has stored of a card is out of date: from the renewal until the new data reach the merchant,
 * six weeks on average.
 */
export const isStoredDataExpired = (card: Card, at: number): boolean => {
  const age = (dayOf(at) + uniform(card.key, draws.renewal) * renewalDays) % renewalDays;
  if (age > 200) return false;
  return age < -42 * Math.log(uniform(card.key, draws.lag));
};
