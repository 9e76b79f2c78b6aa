/** Retries that were made in one situation. */
export interface RetryTrial {
  readonly situation: RetrySituation;
  readonly retries: number;
  readonly approved: number;
}

/** What a retry's chance hangs on. */
export interface RetrySituation {
  /** Canonical reason of the decline before it. */
  readonly reason: string;
  /** Declines of the payment so far. */
  readonly declines: number;
  /** Money that came in since the first decline: none, a Friday, or the 1st or 15th too. */
  readonly payday: Payday;
  /** Whole days since the decline before it, 0 to 7. */
  readonly days: number;
}

export const paydays = ["none", "friday", "month"] as const;
export type Payday = (typeof paydays)[number];

/** Chance of approval of a retry, learned from retries that were made. */
export interface RetryModel {
  readonly chance: (situation: RetrySituation) => number;
}

/** Trials that a finer group takes from the coarser one. */
const shrinkage = 25;

/**
 * Learns the chance of approval by reason, then payday, then place in the payment, then days: each level is pulled towards
 * the one above it by as many trials as `shrinkage`. A retry that was never made tells nothing and is not counted as failed:
 * the chance is a hazard, given that the payment was still open.
 * Source: beta-binomial shrinkage, Gelman et al., Bayesian Data Analysis (3rd ed.), 5.3.
 */
export const fitRetryModel = (trials: readonly RetryTrial[]): RetryModel => {
  const counts = new Map<string, { n: number; approved: number }>();
  for (const { situation, retries, approved } of trials)
    for (const key of levels(situation)) {
      const own = counts.get(key) ?? { n: 0, approved: 0 };
      own.n += retries;
      own.approved += approved;
      counts.set(key, own);
    }
  return {
    chance: (situation) =>
      levels(situation).reduce((above, key) => {
        const own = counts.get(key);
        return own === undefined ? above : (own.approved + shrinkage * above) / (own.n + shrinkage);
      }, 0),
  };
};

const levels = ({ reason, payday, declines, days }: RetrySituation): string[] => {
  const place = Math.min(declines, 3);
  return [
    "",
    reason,
    `${reason} ${payday}`,
    `${reason} ${payday} ${place}`,
    `${reason} ${payday} ${place} ${Math.min(days, 7)}`,
  ];
};

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Salaries and benefits are there in the morning. */
const paidByHour = 7;

/** Whether money came in between two times, as far as the calendar tells. */
export const paydayBetween = (from: number, to: number): Payday => {
  let found: Payday = "none";
  const first = Math.floor(from / dayMs) * dayMs + paidByHour * hourMs;
  for (let at = first; at <= to; at += dayMs) {
    if (at <= from) continue;
    const date = new Date(at);
    if (date.getUTCDate() === 1 || date.getUTCDate() === 15) return "month";
    if (date.getUTCDay() === 5) found = "friday";
  }
  return found;
};

/** What one retry earns and costs, in one unit of money. */
export interface RetryEconomics {
  readonly amount: number;
  /** Share of the amount that an approval earns. */
  readonly margin: number;
  /** Of an attempt that fails, penalties included. */
  readonly cost: number;
  /** A chance below it is not worth a place in the networks' counters, whatever the amount. */
  readonly minimumChance: number;
  /** Loss of value by a day of waiting, as a share. */
  readonly impatience: number;
}

export interface PlannedRetry {
  readonly at: number;
  readonly chance: number;
  readonly expectedValue: number;
}

/**
 * The time of the next retry that is worth most, or null where none is worth making: chance × margin × amount, less for every
 * day of waiting, minus the cost of failing. Times are the mornings up to `until`.
 */
export const planRetry = (
  model: RetryModel,
  given: {
    readonly reason: string;
    readonly declines: number;
    readonly firstDeclineAt: number;
    readonly lastDeclineAt: number;
    readonly notBefore: number;
    readonly until: number;
  },
  { amount, margin, cost, minimumChance, impatience }: RetryEconomics,
): PlannedRetry | null => {
  let best: PlannedRetry | null = null;
  const { firstDeclineAt, lastDeclineAt, notBefore, until } = given;
  const morning = Math.floor(lastDeclineAt / dayMs) * dayMs + paidByHour * hourMs;
  for (let at = morning + dayMs; at <= until; at += dayMs) {
    if (at < notBefore) continue;
    const chance = model.chance({
      reason: given.reason,
      declines: given.declines,
      payday: paydayBetween(lastDeclineAt, at),
      days: Math.floor((at - lastDeclineAt) / dayMs),
    });
    const waited = (at - firstDeclineAt) / dayMs;
    const expectedValue =
      chance * margin * amount * (1 - impatience) ** waited - (1 - chance) * cost;
    if (chance < minimumChance || expectedValue <= 0) continue;
    if (best === null || expectedValue > best.expectedValue) best = { at, chance, expectedValue };
  }
  return best;
};
