import { dimensionIds } from "../lakehouse/dictionary/dimension.ts";
import { inMemory, type Lakehouse, openLakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import type { Scope } from "../lakehouse/scope.ts";
import type { QualityRow } from "./data-quality.ts";

const measures = {
  transaction_id: "VARCHAR",
  payment_id: "VARCHAR",
  event_timestamp: "TIMESTAMP",
  stage: "VARCHAR",
  is_counted: "BOOLEAN",
  is_approved: "BOOLEAN",
  is_first_attempt: "BOOLEAN",
  attempt_no: "INTEGER",
  link_basis: "VARCHAR",
  is_suspected_duplicate: "BOOLEAN",
  amount_minor: "BIGINT",
  amount_usd: "DOUBLE",
  processing_time_ms: "INTEGER",
  fraud_score: "DOUBLE",
  aml_risk_score: "DOUBLE",
  device_trust_score: "DOUBLE",
  fee_usd: "DOUBLE",
  route_propensity: "DOUBLE",
  decline_owner: "VARCHAR",
  network_category: "INTEGER",
  merchant_advice_code: "VARCHAR",
  original_decline_reason: "VARCHAR",
  seconds_since_previous: "BIGINT",
  uses_3ds: "BOOLEAN",
  sca_exemption: "VARCHAR",
  is_disputed: "BOOLEAN",
  is_fraud_disputed: "BOOLEAN",
  disputed_at: "TIMESTAMP",
  card_token: "VARCHAR",
} as const;

type Value = string | number | boolean | null;

/** One row of `v_attempt_facts`, as far as a test says it; what it does not say is null. */
export type AttemptFact = Partial<
  Record<keyof typeof measures | (typeof dimensionIds)[number], Value>
> & {
  readonly transaction_id: string;
  readonly event_timestamp: string;
  readonly is_approved: boolean;
};

/** One row of `v_payment_facts`. */
export interface PaymentFact extends Readonly<Record<string, Value>> {
  readonly payment_id: string;
  readonly event_timestamp: string;
  readonly attempts: number;
  readonly first_is_approved: boolean;
  readonly is_approved: boolean;
  readonly is_recovered: boolean;
}

const usual = {
  source: "stripe",
  merchant_id: "m-1",
  processor: "stripe",
  currency: "USD",
  stage: "issuer",
  link_basis: "none",
  attempt_no: 1,
  is_suspected_duplicate: false,
  amount_minor: 5000,
  amount_usd: 50,
  is_disputed: false,
  is_fraud_disputed: false,
};

const seconds = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

/** Attempts with the columns that follow from their payment filled in, oldest first. */
export const completed = (attempts: readonly AttemptFact[]): AttemptFact[] => {
  const full = attempts
    .map((attempt) => ({ ...usual, payment_id: attempt.transaction_id, ...attempt }))
    .map((attempt) => ({
      ...attempt,
      is_counted:
        attempt.stage === "issuer" &&
        Number(attempt.amount_minor) > 0 &&
        attempt.is_suspected_duplicate !== true,
    }));
  return [...Map.groupBy(full, (attempt) => attempt.payment_id).values()].flatMap((payment) => {
    const ordered = payment.toSorted((a, b) => (a.event_timestamp < b.event_timestamp ? -1 : 1));
    const counted = ordered.filter((attempt) => attempt.is_counted);
    const declined = counted.find((attempt) => !attempt.is_approved);
    return ordered.map((attempt) => {
      const position = counted.indexOf(attempt);
      const previous = counted[position - 1];
      return {
        ...attempt,
        attempt_no: Math.max(1, position + 1),
        is_first_attempt: position === 0,
        original_decline_reason: declined?.decline_reason ?? null,
        seconds_since_previous:
          previous === undefined
            ? null
            : seconds(previous.event_timestamp, attempt.event_timestamp),
      };
    });
  });
};

const paymentsOf = (attempts: readonly AttemptFact[]): PaymentFact[] =>
  [...Map.groupBy(attempts, (attempt) => attempt.payment_id).values()].flatMap((payment) => {
    const counted = payment.filter((attempt) => attempt.is_counted);
    const [first] = counted;
    if (first === undefined) return [];
    const approved = counted.find((attempt) => attempt.is_approved);
    const dimensions = Object.fromEntries(dimensionIds.map((id) => [id, first[id] ?? null]));
    return {
      ...dimensions,
      payment_id: String(first.payment_id),
      event_timestamp: first.event_timestamp,
      attempts: counted.length,
      first_is_approved: first.is_approved,
      is_approved: approved !== undefined,
      is_recovered: !first.is_approved && approved !== undefined,
      amount_minor: first.amount_minor ?? null,
      amount_usd: first.amount_usd ?? null,
    };
  });

const paymentMeasures = {
  payment_id: "VARCHAR",
  event_timestamp: "TIMESTAMP",
  attempts: "INTEGER",
  first_is_approved: "BOOLEAN",
  is_approved: "BOOLEAN",
  is_recovered: "BOOLEAN",
  amount_minor: "BIGINT",
  amount_usd: "DOUBLE",
};

const qualityColumns = {
  check_name: "VARCHAR",
  subject: "VARCHAR",
  status: "VARCHAR",
  part: "BIGINT",
  whole: "BIGINT",
  value: "DOUBLE",
  expected: "DOUBLE",
  unit: "VARCHAR",
  since: "TIMESTAMP",
};

/** An in-memory lakehouse that holds gold's two fact tables, made of these attempts, and what is said of their quality. */
export const factsLakehouse = async (
  attempts: readonly AttemptFact[],
  quality: readonly QualityRow[] = [],
): Promise<Lakehouse> => {
  const lakehouse = await openLakehouse(inMemory);
  const full = completed(attempts);
  await create(lakehouse, "v_attempt_facts", measures, full);
  await create(lakehouse, "v_payment_facts", paymentMeasures, paymentsOf(full));
  await create(lakehouse, "v_data_quality", qualityColumns, quality);
  return lakehouse;
};

const create = async (
  lakehouse: Lakehouse,
  table: string,
  columns: Readonly<Record<string, string>>,
  rows: readonly object[],
) => {
  const types = {
    ...Object.fromEntries(dimensionIds.map((id) => [id, "VARCHAR"])),
    ...columns,
  };
  await lakehouse.run(
    `CREATE TABLE ${table} AS SELECT unnest(from_json(CAST(:rows AS JSON), '${JSON.stringify([types])}'), recursive := true)`,
    { rows: JSON.stringify(rows) },
  );
  if (table !== "v_attempt_facts") return;
  await lakehouse.run(
    `CREATE OR REPLACE TABLE ${table} AS SELECT *, date_trunc('HOUR', event_timestamp) AS event_hour_start FROM ${table}`,
  );
};

/** A scope in UTC: `[from, to)` against `[compareFrom, from)`, everything unfiltered. */
export const scopeOf = (
  range: readonly [string, string],
  compare: readonly [string, string] | null,
  filters: Scope["filters"] = {},
): Scope => ({
  range: { from: range[0], to: range[1], label: "this week" },
  compare: compare && { from: compare[0], to: compare[1], label: "the week before" },
  filters,
  timezone: "UTC",
  asOf: range[1],
});
