import { type Decline, drawOutcome } from "./outcome.ts";
import type { Random } from "./random.ts";
import { drawWait, retryHabit } from "./retry.ts";
import { type Card, drawCard, type Market, markets } from "./shopper.ts";

export interface SampleAttempt {
  readonly at: number;
  readonly card: Card;
  readonly decline: Decline | null;
}

/** One purchase with all its attempts, oldest first. */
export interface SamplePayment {
  readonly market: Market;
  readonly customer: string;
  readonly amountMinor: number;
  readonly attempts: readonly SampleAttempt[];
}

const hour = 3_600_000;
const maxAttempts = 5;

/** A purchase on the UTC day that begins at `dayStart`; attempts after `until` have not happened yet. */
export const drawPayment = (random: Random, dayStart: number, until: number): SamplePayment => {
  const market = random.weighted(markets.map((entry) => [entry, entry.share] as const));
  const attempts: SampleAttempt[] = [];
  let at = drawTime(random, dayStart, market);
  let card = drawCard(random, market);
  let decline = drawOutcome(random, card, market, at);
  const customer = `cus_${random.text(14)}`;
  const amountMinor = drawAmount(random, market);
  while (at < until) {
    attempts.push({ at, card, decline });
    if (decline === null || attempts.length === maxAttempts) break;
    const habit = retryHabit(decline.code);
    if (!random.chance(habit.again * 0.75 ** (attempts.length - 1))) break;
    at += drawWait(random, habit);
    const isOtherCard = random.chance(habit.otherCard);
    if (isOtherCard) card = drawCard(random, market);
    const repeats = !isOtherCard && random.chance(habit.sticks);
    decline = repeats ? decline : drawOutcome(random, card, market, at);
  }
  return { market, customer, amountMinor, attempts };
};

/** People buy in the evening of their own time zone. */
const drawTime = (random: Random, dayStart: number, { utcOffsetHours }: Market): number => {
  const localHour = random.weighted(hourWeights);
  const utcHour = (localHour - utcOffsetHours + 24) % 24;
  return dayStart + utcHour * hour + random.whole(0, 3599) * 1000;
};

const hourWeights: readonly (readonly [number, number])[] = [
  3, 2, 1, 1, 1, 2, 3, 4, 6, 7, 8, 8, 9, 9, 8, 8, 8, 9, 10, 12, 13, 12, 9, 5,
].map((weight, localHour) => [localHour, weight] as const);

/** Log-normal around the market's basket, rounded to the 90 cents that shops like. */
const drawAmount = (random: Random, { basketMinor }: Market): number => {
  const spread = (random.next() + random.next() + random.next() - 1.5) * 1.4;
  const units = Math.max(2, Math.round((basketMinor * Math.exp(spread)) / 100));
  return units * 100 - 10;
};
