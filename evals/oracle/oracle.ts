import { type Attempt, readAttempt } from "./attempt.ts";
import { type MetricId, metrics, type Population, type Value } from "./metrics.ts";
import { usdConverter } from "./money.ts";
import { type Payment, paymentsOf } from "./payments.ts";
import { type RawEvent, rawAttempts } from "./raw-attempts.ts";

/** A figure by its meaning: what is measured, over which stretch of UTC (half-open) and which traffic. */
export interface FigureSpec {
  readonly metric: MetricId;
  readonly range: readonly [from: string, to: string];
  /** With `change`: the stretch that the range is compared with. */
  readonly against?: readonly [from: string, to: string];
  readonly filters?: Readonly<Record<string, readonly string[]>>;
  /** Of a sum of money; USD where the traffic has several. */
  readonly currency?: string;
}

/** What a figure must be. */
export type Oracle = (spec: FigureSpec) => Value;

const outcomes = ["decline_reason"];

/**
 * The second path to every figure: plain TypeScript over raw events, written from the definitions in
 * `docs/event-format.md` and sharing no code with the product.
 */
export const createOracle = (events: readonly RawEvent[]): Oracle => {
  const toUsd = usdConverter(events);
  const attempts = rawAttempts(events).map((event) => readAttempt(event, toUsd));
  const payments = paymentsOf(attempts);
  const counted = payments.flatMap((payment) => payment.counted);
  const disputed = disputesOf(events);

  const measure = (spec: FigureSpec, [from, to]: FigureSpec["range"]): Value => {
    const isInside = insideOf(spec.filters ?? {}, Date.parse(from), Date.parse(to));
    const population: Population = {
      attempts: counted.filter(isInside),
      payments: payments.filter(({ first }: Payment) => isInside(first)),
      disputed,
      outcome: ({ values }) => matches(values, pick(spec.filters ?? {}, true)),
      currency: spec.currency ?? "USD",
    };
    return metrics[spec.metric](population);
  };
  return (spec) => {
    const now = measure(spec, spec.range);
    if (spec.against === undefined) return now;
    const then = measure(spec, spec.against);
    return { unit: "pp", value: 100 * (now.value - then.value) };
  };
};

const insideOf =
  (filters: NonNullable<FigureSpec["filters"]>, from: number, to: number) =>
  ({ at, values }: Attempt): boolean =>
    at >= from && at < to && matches(values, pick(filters, false));

const matches = (values: Attempt["values"], filters: NonNullable<FigureSpec["filters"]>): boolean =>
  Object.entries(filters).every(([dimension, wanted]) => wanted.includes(values[dimension] ?? ""));

/** Filters that choose an outcome, or those that choose traffic. */
const pick = (filters: NonNullable<FigureSpec["filters"]>, isOutcome: boolean) =>
  Object.fromEntries(
    Object.entries(filters).filter(([dimension]) => outcomes.includes(dimension) === isOutcome),
  );

const disputesOf = (events: readonly RawEvent[]): Population["disputed"] => {
  const kinds = Map.groupBy(
    events.filter(({ type }) => type === "dispute"),
    ({ source, transaction_id }) => `${source} ${transaction_id}`,
  );
  return ({ source, id }) => {
    const own = kinds.get(`${source} ${id}`);
    if (own === undefined) return null;
    return own.some(({ dispute_kind }) => dispute_kind === "fraud") ? "fraud" : "other";
  };
};
