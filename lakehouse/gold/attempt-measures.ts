interface Measure {
  readonly name: string;
  /** The aggregate over rows of `v_attempt_facts`. */
  readonly of: string;
  /** How the values of several rows of a cube become one. */
  readonly type: "count" | "money" | "score" | "earliest" | "latest";
}

const count = (name: string, condition: string): Measure => ({
  name,
  of: `count(*) FILTER (WHERE ${condition})`,
  type: "count",
});
const known = (name: string, column: string): Measure => ({
  name,
  of: `count(${column}) FILTER (WHERE is_counted)`,
  type: "count",
});
const score = (name: string, column: string): Measure => ({
  name,
  of: `CAST(sum(CAST(${column} AS DECIMAL(9, 6))) FILTER (WHERE is_counted) AS DECIMAL(28, 6))`,
  type: "score",
});
const money = (name: string, value: string): Measure => ({
  name,
  of: `CAST(sum(${value}) FILTER (WHERE is_counted AND amount_usd IS NOT NULL) AS DECIMAL(28, 4))`,
  type: "money",
});

const pct = (part: string, whole: string) => `try_divide(100 * ${part}, ${whole})`;
/** An average is made of a sum and a count, never of averages. */
const mean = (sum: string, of: string) => `try_divide(CAST(${sum} AS DOUBLE), ${of})`;

interface MeasureSet {
  readonly measures: readonly Measure[];
  /** The columns that a view shows of them, each rate beside its numerator and denominator; null: the sum itself. */
  readonly shown: Readonly<Record<string, string | null>>;
}

/**
 * What cubes of attempts hold: counts and sums, which add up over any rows. A payment belongs to its first counted
 * attempt, so `first_attempt_count` is also the number of payments.
 */
const sets = {
  approval: {
    measures: [
      { name: "arrived_count", of: "count(*)", type: "count" },
      count("transaction_count", "is_counted"),
      count("approved_count", "is_counted AND is_approved"),
      count("first_attempt_count", "is_first_attempt"),
      count("first_attempt_approved_count", "is_first_attempt AND is_approved"),
      count("approved_payment_count", "is_first_attempt AND payment_is_approved"),
      count("recovered_payment_count", "is_first_attempt AND is_recovered"),
      known("fraud_scored_count", "fraud_score"),
      score("fraud_score_sum", "fraud_score"),
      known("with_usd_count", "amount_usd"),
      money("total_value", "amount_usd"),
      money("approved_value", "CASE WHEN is_approved THEN amount_usd ELSE 0 END"),
    ],
    shown: {
      transaction_count: null,
      approved_count: null,
      declined_count: "transaction_count - approved_count",
      approval_rate_pct: pct("approved_count", "transaction_count"),
      first_attempt_count: null,
      first_attempt_approved_count: null,
      first_attempt_approval_rate_pct: pct("first_attempt_approved_count", "first_attempt_count"),
      payment_count: "first_attempt_count",
      approved_payment_count: null,
      recovered_payment_count: null,
      net_approval_rate_pct: pct("approved_payment_count", "first_attempt_count"),
      fraud_scored_count: null,
      avg_fraud_score: mean("fraud_score_sum", "fraud_scored_count"),
      with_usd_count: null,
      without_usd_count: "transaction_count - with_usd_count",
      total_value: null,
      approved_value: null,
      declined_value: "CAST(total_value - approved_value AS DECIMAL(28, 4))",
      avg_amount: mean("total_value", "with_usd_count"),
    },
  },
  risk: {
    measures: [
      count("high_risk_count", "is_counted AND risk_tier = 'high'"),
      known("aml_scored_count", "aml_risk_score"),
      score("aml_risk_score_sum", "aml_risk_score"),
      known("composite_scored_count", "composite_risk_score"),
      score("composite_risk_score_sum", "composite_risk_score"),
    ],
    shown: {
      high_risk_count: null,
      aml_scored_count: null,
      avg_aml_risk_score: mean("aml_risk_score_sum", "aml_scored_count"),
      composite_scored_count: null,
      avg_composite_risk: mean("composite_risk_score_sum", "composite_scored_count"),
    },
  },
  latency: {
    measures: [
      known("timed_count", "processing_time_ms"),
      {
        name: "latency_ms_sum",
        of: "CAST(coalesce(sum(CAST(processing_time_ms AS BIGINT)) FILTER (WHERE is_counted), 0) AS BIGINT)",
        type: "count",
      },
    ],
    shown: { timed_count: null, avg_latency_ms: mean("latency_ms_sum", "timed_count") },
  },
  three_ds: {
    measures: [
      known("auth_3ds_known_count", "uses_3ds"),
      count("auth_3ds_count", "is_counted AND uses_3ds"),
    ],
    shown: {
      auth_3ds_known_count: null,
      auth_3ds_count: null,
      auth_3ds_usage_pct: pct("auth_3ds_count", "auth_3ds_known_count"),
    },
  },
  period: {
    measures: [
      {
        name: "period_start",
        of: "min(event_timestamp) FILTER (WHERE is_counted)",
        type: "earliest",
      },
      { name: "period_end", of: "max(event_timestamp) FILTER (WHERE is_counted)", type: "latest" },
    ],
    shown: { period_start: null, period_end: null },
  },
} as const satisfies Readonly<Record<string, MeasureSet>>;
type SetName = keyof typeof sets;

const rolledUp: Readonly<Record<Measure["type"], (name: string) => string>> = {
  count: (name) => `CAST(coalesce(sum(${name}), 0) AS BIGINT)`,
  money: (name) => `CAST(sum(${name}) AS DECIMAL(28, 4))`,
  score: (name) => `CAST(sum(${name}) AS DECIMAL(28, 6))`,
  earliest: (name) => `min(${name})`,
  latest: (name) => `max(${name})`,
};

const setOf = (name: string): MeasureSet => {
  if (!(name in sets)) throw new Error(`there is no set of measures named ${name}`);
  return sets[name as SetName];
};
const measuresOf = (names: readonly string[]) => names.flatMap((name) => setOf(name).measures);

/** The sets' aggregates over `v_attempt_facts`. */
export const attemptMeasures = (...names: string[]): string[] =>
  measuresOf(names).map(({ name, of }) => `${of} AS ${name}`);

/** The same, over rows of a cube that holds these sets. */
export const attemptTotals = (...names: string[]): string[] =>
  measuresOf(names).map(({ name, type }) => `${rolledUp[type](name)} AS ${name}`);

/** What a view shows of those totals. */
export const attemptColumns = (...names: string[]): string[] =>
  names
    .flatMap((name) => Object.entries(setOf(name).shown))
    .map(([name, value]) => (value === null ? name : `${value} AS ${name}`));
