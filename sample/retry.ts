import type { Random } from "./random.ts";

export interface RetryHabit {
  /** How often shopper or shop tries again after this decline. */
  readonly again: number;
  /** How often the same card meets the same answer. */
  readonly sticks: number;
  /** How often the shopper takes another card. */
  readonly otherCard: number;
  /** Wait before the next attempt in minutes, from–to. */
  readonly waitMinutes: readonly [number, number];
}

const minute = 60_000;
const day = 24 * 60;

const habits: Readonly<Record<string, RetryHabit>> = {
  insufficient_funds: { again: 0.5, sticks: 0.68, otherCard: 0.1, waitMinutes: [600, 5 * day] },
  do_not_honor: { again: 0.5, sticks: 0.6, otherCard: 0.15, waitMinutes: [1, 45] },
  generic_decline: { again: 0.5, sticks: 0.6, otherCard: 0.15, waitMinutes: [1, 45] },
  expired_card: { again: 0.65, sticks: 0.95, otherCard: 0.85, waitMinutes: [2, 30] },
  incorrect_cvc: { again: 0.85, sticks: 0.15, otherCard: 0.05, waitMinutes: [1, 5] },
  incorrect_number: { again: 0.8, sticks: 0.2, otherCard: 0.2, waitMinutes: [1, 5] },
  fraudulent: { again: 0.15, sticks: 0.92, otherCard: 0.3, waitMinutes: [1, 20] },
  lost_card: { again: 0.1, sticks: 1, otherCard: 0.5, waitMinutes: [1, 20] },
  stolen_card: { again: 0.1, sticks: 1, otherCard: 0.5, waitMinutes: [1, 20] },
  issuer_not_available: { again: 0.8, sticks: 0.25, otherCard: 0.05, waitMinutes: [2, 90] },
  processing_error: { again: 0.85, sticks: 0.15, otherCard: 0, waitMinutes: [1, 10] },
  authentication_required: { again: 0.75, sticks: 0.2, otherCard: 0, waitMinutes: [1, 4] },
  card_velocity_exceeded: { again: 0.4, sticks: 0.6, otherCard: 0.2, waitMinutes: [60, 2 * day] },
};
const otherwise: RetryHabit = { again: 0.3, sticks: 0.85, otherCard: 0.4, waitMinutes: [1, 60] };

/** What people do after this decline code; recovery follows the cause, not the number of tries. */
export const retryHabit = (code: string): RetryHabit => habits[code] ?? otherwise;

/** Milliseconds until the next attempt. */
export const drawWait = (random: Random, { waitMinutes: [from, to] }: RetryHabit): number =>
  random.whole(from * minute, to * minute);
