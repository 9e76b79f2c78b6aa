import type { Card } from "../entity/card.ts";
import { funding } from "../entity/vocabulary.ts";
import { uniform } from "../random/counter.ts";
import { logNormal } from "../random/distribution.ts";
import { dayMs, dayOf, dayOfMonth, hourMs, weekday } from "../time.ts";

/** Money arrives at six in the morning. */
const arrivalMs = 6 * hourMs;

const draws = { cycle: 20, limit: 21 } as const;

/**
 * What a card can pay with, in cents of USD. It is fullest at a payday and only falls until the next, so a payment short
 * of funds stays short until then; how full differs from cycle to cycle. It is a function of time alone: no payment
 * spends from it, so that one decision cannot change the outcome of another payment.
 */
export const availableFunds = (card: Card, at: number): number => {
  const day = dayOf(at - arrivalMs);
  const since = daysSincePayday(card, day);
  const spent = Math.min(1, (since + ((at - arrivalMs) / dayMs - day)) / cycleDays[card.payday]);
  const full = logNormal(uniform(card.key, draws.cycle, day - since), card.wealth, 0.7);
  return full * (1 - (card.funding === funding.credit ? 0.6 : 0.985) * spent ** 0.45);
};

/** Days of the longest cycle. */
const cycleDays: Readonly<Record<Card["payday"], number>> = {
  first: 31,
  first_and_fifteenth: 17,
  friday: 7,
};

const daysSincePayday = (card: Card, day: number): number => {
  if (card.payday === "friday") return (weekday(day) + 2) % 7;
  const ofMonth = dayOfMonth(day);
  return card.payday === "first_and_fifteenth" && ofMonth >= 15 ? ofMonth - 15 : ofMonth - 1;
};

/** Whether an amount (cents of USD) is above what the card may still spend today. A new day, a new limit. */
export const isOverLimit = (card: Card, amountUsd: number, at: number): boolean => {
  const limit = Math.max(150_000, card.wealth) * 1.5;
  return amountUsd > limit * uniform(card.key, draws.limit, dayOf(at)) ** 0.4;
};
