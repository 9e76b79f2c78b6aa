import type { Attempt } from "./attempt.ts";
import { inCents } from "./money.ts";
import type { Payment } from "./payments.ts";

/** What a figure must be: a rate with both its parts, or a value of its own. */
export interface Value {
  readonly unit: "rate" | "count" | "money" | "ms" | "score" | "pp";
  readonly value: number;
  readonly numerator?: number;
  readonly denominator?: number;
  readonly currency?: string;
}

/** The part of the data that a figure is about. `outcome` keeps only declines for the reason asked, if any was. */
export interface Population {
  readonly attempts: readonly Attempt[];
  readonly payments: readonly Payment[];
  readonly disputed: (attempt: Attempt) => "fraud" | "other" | null;
  readonly outcome: (attempt: Attempt) => boolean;
  readonly currency: string;
}

export type Metric = (population: Population) => Value;

const rate = (numerator: number, denominator: number): Value => ({
  unit: "rate",
  value: numerator / denominator,
  numerator,
  denominator,
});
const count = (value: number): Value => ({ unit: "count", value });
const approved = (attempt: Attempt) => attempt.isApproved;
const sizeOf = <Item>(items: readonly Item[], holds: (item: Item) => boolean) =>
  items.filter(holds).length;

const isRecovered = ({ first, counted }: Payment) => !first.isApproved && counted.some(approved);
const declines = ({ attempts, outcome }: Population) =>
  attempts.filter((attempt) => !attempt.isApproved && outcome(attempt));

const amountOf = (attempts: readonly Attempt[], currency: string): number =>
  currency === "USD"
    ? inCents(attempts.reduce((sum, { usd }) => sum + (usd ?? 0n), 0n))
    : Number(attempts.reduce((sum, { minor }) => sum + minor, 0n));

const money = (attempts: readonly Attempt[], currency: string): Value => ({
  unit: "money",
  currency,
  value: amountOf(attempts, currency),
});

/** The value between the two nearest in rank, in proportion (the "continuous" percentile). */
const percentile = (attempts: readonly Attempt[], share: number): Value => {
  const sorted = attempts.flatMap(({ ms }) => (ms === null ? [] : [ms])).toSorted((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return { unit: "ms", value: low + (high - low) * (place - Math.floor(place)) };
};

/** Every metric as its definition says it, by its id in the metric dictionary. */
export const metrics = {
  approval_rate: ({ attempts }) => rate(sizeOf(attempts, approved), attempts.length),
  decline_rate: (all) => rate(declines(all).length, all.attempts.length),
  decline_share: (all) =>
    rate(
      declines(all).length,
      sizeOf(all.attempts, ({ isApproved }) => !isApproved),
    ),
  first_attempt_approval_rate: ({ payments }) =>
    rate(
      sizeOf(payments, ({ first }) => first.isApproved),
      payments.length,
    ),
  net_approval_rate: ({ payments }) =>
    rate(
      sizeOf(payments, ({ counted }) => counted.some(approved)),
      payments.length,
    ),
  retry_recovery_rate: ({ payments }) =>
    rate(
      sizeOf(payments, isRecovered),
      sizeOf(payments, ({ first }) => !first.isApproved),
    ),
  attempts: ({ attempts }) => count(attempts.length),
  payments: ({ payments }) => count(payments.length),
  approved: ({ attempts }) => count(sizeOf(attempts, approved)),
  declined: (all) => count(declines(all).length),
  approved_amount: ({ attempts, currency }) => money(attempts.filter(approved), currency),
  declined_amount: ({ attempts, currency }) => ({
    unit: "money",
    currency,
    value: amountOf(attempts, currency) - amountOf(attempts.filter(approved), currency),
  }),
  approval_rate_by_amount: ({ attempts, currency }) => ({
    unit: "rate",
    value: amountOf(attempts.filter(approved), currency) / amountOf(attempts, currency),
  }),
  dispute_rate: ({ attempts, disputed }) => {
    const sold = attempts.filter(approved);
    return rate(
      sizeOf(sold, (attempt) => disputed(attempt) !== null),
      sold.length,
    );
  },
  fraud_dispute_rate: ({ attempts, disputed }) => {
    const sold = attempts.filter(approved);
    return rate(
      sizeOf(sold, (attempt) => disputed(attempt) === "fraud"),
      sold.length,
    );
  },
  three_ds_share: ({ attempts }) =>
    rate(
      sizeOf(attempts, ({ uses3ds }) => uses3ds === true),
      sizeOf(attempts, ({ uses3ds }) => uses3ds !== null),
    ),
  avg_fraud_score: ({ attempts }) => {
    const scores = attempts.flatMap(({ fraudScore }) => (fraudScore === null ? [] : [fraudScore]));
    return { unit: "score", value: scores.reduce((sum, one) => sum + one, 0) / scores.length };
  },
  latency_p50: ({ attempts }) => percentile(attempts, 0.5),
  latency_p95: ({ attempts }) => percentile(attempts, 0.95),
} as const satisfies Record<string, Metric>;

export type MetricId = keyof typeof metrics;
