import fc from "fast-check";
import { createBronze } from "../bronze/create-bronze.ts";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";

/** A bronze row as a test writes it: what tests vary. Times are ISO in UTC, amounts major units. */
export interface RawAttempt {
  readonly _kind: "attempt" | "settlement";
  readonly _source: string;
  readonly _batch: number;
  readonly _line: number;
  readonly _settlement_id: string | null;
  readonly _decline_hint: string | null;
  readonly source: string;
  readonly transaction_id: string;
  readonly event_timestamp: string;
  readonly updated_at: string | null;
  readonly merchant_id: string;
  readonly merchant_country: string | null;
  readonly merchant_segment: string | null;
  readonly amount: number;
  readonly currency: string;
  readonly is_approved: boolean;
  readonly stage: string | null;
  readonly payment_id: string | null;
  readonly attempt_no: number | null;
  readonly is_retry: boolean | null;
  readonly card_token: string | null;
  readonly cardholder_id: string | null;
  readonly card_last4: string | null;
  readonly card_network: string | null;
  readonly issuer_country: string | null;
  readonly processor: string | null;
  readonly payment_solution: string | null;
  readonly uses_3ds: boolean | null;
  readonly route_policy: string | null;
  readonly fraud_score: number | null;
  readonly aml_risk_score: number | null;
  readonly device_trust_score: number | null;
  readonly processing_time_ms: number | null;
  readonly decline_reason: string | null;
  readonly decline_code_raw: string | null;
  readonly fee_amount: number | null;
  readonly fee_currency: string | null;
  readonly extra: string | null;
}

export interface RawDispute {
  readonly source: string;
  readonly transaction_id: string;
  readonly dispute_id: string;
  readonly dispute_kind: "fraud" | "service" | null;
}

export interface RawRate {
  readonly date: string;
  readonly currency: string;
  readonly usd_per_unit: number;
}

export interface RawEvents {
  readonly attempts: readonly RawAttempt[];
  readonly disputes: readonly RawDispute[];
  readonly rates: readonly RawRate[];
  readonly quarantinedOf: readonly string[];
}

const hour = 3_600_000;
const day = 24 * hour;
const firstMoment = Date.parse("2026-08-31T20:00:00Z");
/** Offsets at and around the limits of linking (24 hours, 30 days) and of the views (7 and 30 days). */
const offsets = [0, 1000, hour, 23 * hour, day, day + 1000, 2 * day, 6 * day, 7 * day, 29 * day];
const laterOffsets = [30 * day, 30 * day + 1000, 31 * day, 59 * day, 60 * day, 61 * day];

const oneOf = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const moment = oneOf(...offsets, ...laterOffsets).map((offset) =>
  new Date(firstMoment + offset).toISOString(),
);

const rawAttempt: fc.Arbitrary<RawAttempt> = fc.record({
  _kind: fc.constant("attempt" as const),
  _source: oneOf("stripe", "adyen", "braintree", "event"),
  _batch: fc.integer({ min: 1, max: 3 }),
  _line: fc.constant(0),
  _settlement_id: fc.constant(null),
  _decline_hint: oneOf(null, "51 : Insufficient funds", "NOT_ENOUGH_BALANCE", "no such text"),
  source: oneOf("shop", "shop", "shop", "app"),
  transaction_id: fc.integer({ min: 1, max: 30 }).map((n) => `t${n}`),
  event_timestamp: moment,
  updated_at: oneOf(null, null, "2026-12-01T00:00:00.000Z", "2026-12-02T00:00:00.000Z"),
  merchant_id: oneOf("m1", "m1", "m1", "m1", "m2"),
  merchant_country: oneOf(null, "US"),
  merchant_segment: oneOf(null, "Retail", "Retail", "Travel"),
  amount: oneOf(25.5, 25.5, 25.5, 0, 1000.01),
  currency: oneOf("USD", "USD", "EUR", "JPY", "KWD"),
  is_approved: fc.boolean(),
  stage: oneOf(null, "issuer", "issuer", "issuer", "blocked", "authentication", "cancelled"),
  payment_id: oneOf(null, null, "p1", "p1", "p2"),
  attempt_no: oneOf(null, null, null, 1, 2),
  is_retry: oneOf(null, null, true, false),
  card_token: oneOf(null, "c1", "c1", "c2"),
  cardholder_id: oneOf(null, "h1"),
  card_last4: oneOf(null, "4242"),
  card_network: oneOf(null, "visa", "mastercard"),
  issuer_country: oneOf(null, "US", "BR"),
  processor: oneOf(null, "alpha", "beta"),
  payment_solution: oneOf(null, "standard", "3ds"),
  uses_3ds: oneOf(null, true, false),
  route_policy: oneOf(null, "static"),
  fraud_score: oneOf(null, 0.1, 0.3, 0.7, 0.95),
  aml_risk_score: oneOf(null, 0.05, 0.4),
  device_trust_score: oneOf(null, 0.2, 0.9),
  processing_time_ms: oneOf(null, 120, 480),
  decline_reason: oneOf(null, null, null, "EXPIRED_CARD"),
  decline_code_raw: oneOf(null, "05", "51 : Insufficient funds", "fraudulent", "xx", "Refused"),
  fee_amount: oneOf(null, 0.25),
  fee_currency: oneOf("USD", "EUR"),
  extra: oneOf(null, null, '{"till":1}', '{"till":2,"voucher":"x"}'),
});

/** Few transactions with several settlements each: that is where fees add up. */
const settlement = fc
  .tuple(rawAttempt, oneOf("t1", "t2", "t3"), oneOf("s1", "s2"), oneOf(0.25, 0.5, null))
  .map(
    ([row, transaction_id, _settlement_id, fee_amount]): RawAttempt => ({
      ...row,
      _kind: "settlement",
      transaction_id,
      _settlement_id,
      fee_amount,
    }),
  );

/** Raw events of two sources: versions, retries, duplicates, blocked stages, account checks, settlements, several currencies. */
export const rawEvents: fc.Arbitrary<RawEvents> = fc
  .record({
    attempts: fc.array(fc.oneof({ weight: 5, arbitrary: rawAttempt }, settlement), {
      maxLength: 60,
      size: "max",
    }),
    disputes: fc.uniqueArray(
      fc.record({
        source: oneOf("shop", "app"),
        transaction_id: fc.integer({ min: 1, max: 40 }).map((n) => `t${n}`),
        dispute_id: fc.integer({ min: 1, max: 99 }).map((n) => `d${n}`),
        dispute_kind: oneOf("fraud" as const, "service" as const, null),
      }),
      { maxLength: 6, selector: (dispute) => dispute.dispute_id },
    ),
    rates: fc.uniqueArray(
      fc.record({
        date: oneOf("2026-08-31", "2026-09-01", "2026-09-20", "2026-10-15"),
        currency: oneOf("EUR", "JPY"),
        usd_per_unit: oneOf(1.1, 0.0067, 1.25),
      }),
      { maxLength: 5, selector: (rate) => `${rate.date} ${rate.currency}` },
    ),
    quarantinedOf: fc.array(oneOf("shop", "elsewhere"), { maxLength: 3 }),
  })
  .map((events) => ({
    ...events,
    attempts: events.attempts.map((row, index) => ({ ...row, _line: index + 1 })),
  }));

const given = { _file: "test", _ingested_at: "2026-12-03T00:00:00.000Z" };

/** Replaces what bronze holds by these events. */
export async function writeBronze(lakehouse: Lakehouse, events: RawEvents): Promise<void> {
  await createBronze(lakehouse.connection);
  const numbered = <T extends object>(rows: readonly T[]) =>
    rows.map((row, index) => ({ ...given, _batch: 1, _line: index + 1, ...row }));
  await replaceRows(lakehouse, "payments_raw_bronze", numbered(events.attempts));
  await replaceRows(lakehouse, "disputes_bronze", numbered(events.disputes));
  await replaceRows(lakehouse, "fx_rates_bronze", numbered(events.rates));
  const quarantined = events.quarantinedOf.map((source, line) => ({
    ...given,
    source,
    file: "test",
    line,
    reason: "bad_amount",
    _batch: 1,
  }));
  await replaceRows(lakehouse, "payments_quarantine", quarantined);
}

async function replaceRows(
  lakehouse: Lakehouse,
  table: string,
  rows: readonly object[],
): Promise<void> {
  await lakehouse.run(`DELETE FROM ${table}`);
  await appendRows(lakehouse, table, rows);
}

/** Rows as JSON, read with the types of the table; a column that no row names is null. */
export async function appendRows(
  lakehouse: Lakehouse,
  table: string,
  rows: readonly object[],
): Promise<void> {
  const columns = await lakehouse.run(
    "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = :table",
    { table },
  );
  const structure = Object.fromEntries(columns.map((column) => Object.values(column)));
  await lakehouse.run(
    `INSERT INTO ${table} BY NAME
     SELECT row.* FROM (SELECT unnest(from_json(CAST(:rows AS JSON), '${JSON.stringify([structure])}')) AS row)`,
    { rows: JSON.stringify(rows) },
  );
}
