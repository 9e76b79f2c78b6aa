import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { buildSilver } from "../silver/build-silver.ts";
import {
  type RawAttempt,
  type RawEvents,
  rawEvents,
  writeBronze,
} from "../silver/raw-events.fixture.ts";
import type { Row } from "../warehouse.ts";
import { buildGold } from "./build-gold.ts";
import { goldViews } from "./gold-views.ts";
import { recomputeGold } from "./recomputed-gold.fixture.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
});
afterAll(() => lakehouse.close());

const build = async (events: RawEvents): Promise<void> => {
  await writeBronze(lakehouse, events);
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
};

const keyColumns = [
  ..."hour event_date country issuer_country merchant_segment payment_solution card_network processor".split(
    " ",
  ),
  ..."decline_reason retry_count risk_tier source check_name subject field".split(" "),
  "merchant_id",
  "transaction_id",
  "decision_type",
];
const keyOf = (row: Row) => JSON.stringify(keyColumns.map((column) => row[column]));

/** The same rows with the same cells, numbers as far as doubles are exact. */
const expectRows = (view: string, actual: readonly Row[], expected: readonly Row[]): void => {
  expect(actual.map(keyOf).toSorted(), view).toEqual(expected.map(keyOf).toSorted());
  const rows = new Map(actual.map((row) => [keyOf(row), row]));
  for (const wanted of expected)
    for (const [column, value] of Object.entries(wanted)) {
      const cell = rows.get(keyOf(wanted))?.[column];
      const place = `${view}.${column} of ${keyOf(wanted)}`;
      if (typeof value === "number") expect(cell, place).toBeCloseTo(value, 3);
      else expect(cell, place).toEqual(value);
    }
};

/** The checks that the recomputation knows; the calendar ones have tests of their own. */
const recomputedChecks =
  "check_name IN ('duplicates', 'money', 'declines', 'quarantine', 'unknown_field', 'freshness')";
const rowsOf = (view: string) =>
  lakehouse.run(
    `SELECT * FROM ${view} ${view === "v_data_quality" ? `WHERE ${recomputedChecks}` : ""}`,
  );
const total = (rows: readonly Row[], column: string) =>
  rows.reduce((sum, row) => sum + Number(row[column]), 0);

const blank: RawAttempt = {
  _kind: "attempt",
  _source: "event",
  _batch: 1,
  _line: 1,
  _settlement_id: null,
  _decline_hint: null,
  source: "shop",
  transaction_id: "t",
  event_timestamp: "2026-11-01T00:00:00.000Z",
  updated_at: null,
  merchant_id: "m",
  merchant_country: null,
  merchant_segment: null,
  amount: 100,
  currency: "USD",
  is_approved: false,
  stage: null,
  payment_id: null,
  attempt_no: null,
  is_retry: null,
  card_token: null,
  cardholder_id: null,
  card_last4: null,
  card_network: null,
  issuer_country: null,
  processor: null,
  payment_solution: null,
  uses_3ds: null,
  route_policy: null,
  fraud_score: null,
  aml_risk_score: null,
  device_trust_score: null,
  processing_time_ms: null,
  decline_reason: null,
  decline_code_raw: null,
  fee_amount: null,
  fee_currency: null,
  extra: null,
};
const nothing: RawEvents = { attempts: [], disputes: [], rates: [], quarantinedOf: [] };

describe("gold", () => {
  test("is what a recomputation in plain TypeScript gives, in every view", async () => {
    await fc.assert(
      fc.asyncProperty(rawEvents, async (events) => {
        await build(events);
        for (const [view, expected] of Object.entries(recomputeGold(events))) {
          expectRows(view, await rowsOf(view), expected);
        }
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });

  test("adds up: approved and declined are the total, and segments are their sum", async () => {
    await fc.assert(
      fc.asyncProperty(rawEvents, async (events) => {
        await build(events);
        const [kpis] = await lakehouse.run("SELECT * FROM v_executive_kpis");
        const all = Number(kpis?.total_transactions);
        expect(Number(kpis?.approved_count) + Number(kpis?.declined_count)).toBe(all);
        const countries = await lakehouse.run("SELECT * FROM v_performance_by_geography");
        expect(total(countries, "transaction_count")).toBe(all);
        expect(total(countries, "payment_count")).toBe(kpis?.payment_count);
        const routes = await lakehouse.run("SELECT * FROM v_routing_performance");
        expect(total(routes, "transaction_count")).toBe(all);
        const risks = await lakehouse.run("SELECT * FROM v_risk_signals");
        expect(total(risks, "payment_count")).toBe(kpis?.payment_count);
        const margins = await lakehouse.run(
          `SELECT dimension, sum(arrived_count) AS arrived, sum(transaction_count) AS counted
           FROM attempt_cube_hourly GROUP BY dimension`,
        );
        for (const { arrived, counted } of margins) {
          expect(arrived).toBe(Number(kpis?.uncounted_attempts) + all);
          expect(counted).toBe(all);
        }
        const reconciled = await lakehouse.run(
          "SELECT DISTINCT status FROM v_data_quality WHERE check_name = 'reconciliation'",
        );
        if (margins.length > 0) expect(reconciled).toEqual([{ status: "ok" }]);
        const reasons = await lakehouse.run("SELECT * FROM v_top_decline_reasons");
        expect(total(reasons, "decline_count")).toBe(kpis?.declined_count);
        const sources = await lakehouse.run("SELECT * FROM v_data_quality_summary");
        expect(total(sources, "counted_attempts")).toBe(all);
      }),
      { numRuns: 10, endOnFailure: true },
    );
  });

  test("tells attempts, first attempts and payments apart, and converts money by the day", async () => {
    const attempt = {
      ...blank,
      transaction_id: "a1",
      payment_id: "p1",
      event_timestamp: "2026-11-01T10:00:00.000Z",
      decline_code_raw: "51",
    };
    await build({
      ...nothing,
      rates: [
        { date: "2026-10-30", currency: "EUR", usd_per_unit: 1.5 },
        { date: "2026-11-02", currency: "EUR", usd_per_unit: 9 },
      ],
      attempts: [
        attempt,
        {
          ...attempt,
          transaction_id: "a2",
          event_timestamp: "2026-11-01T11:00:00.000Z",
          is_approved: true,
        },
        { ...attempt, transaction_id: "b1", payment_id: "p2", currency: "EUR", is_approved: true },
        { ...attempt, transaction_id: "c1", payment_id: "p3", currency: "JPY" },
      ],
    });
    const [kpis] = await lakehouse.run("SELECT * FROM v_executive_kpis");
    expect(kpis).toMatchObject({
      approval_rate_pct: 50,
      first_attempt_approved_count: 1,
      first_attempt_count: 3,
      approved_payment_count: 2,
      payment_count: 3,
      approved_value: 250,
      total_transaction_value: 350,
      without_usd_count: 1,
    });
    expect(await lakehouse.run("SELECT * FROM v_retry_performance")).toMatchObject([
      {
        decline_reason: "INSUFFICIENT_FUNDS",
        retry_count: 1,
        retry_attempts: 1,
        recovered_count: 1,
        median_seconds_since_previous: 3600,
        recovered_value: 100,
      },
    ]);
  });

  test("of nothing is empty, and says so without inventing a rate", async () => {
    await build(nothing);
    const [kpis] = await lakehouse.run("SELECT * FROM v_executive_kpis");
    expect(kpis).toMatchObject({
      total_transactions: 0,
      payment_count: 0,
      approval_rate_pct: null,
    });
    expect(await lakehouse.run("SELECT * FROM v_as_of")).toEqual([
      {
        as_of: null,
        as_of_date: null,
        as_of_hour: null,
        first_event_timestamp: null,
        attempts: 0,
        is_sample: false,
      },
    ]);
    const oneRow = ["v_as_of", "v_executive_kpis", "v_last_hour_performance"];
    for (const view of goldViews.filter((name) => !oneRow.includes(name)))
      expect(await lakehouse.run(`SELECT * FROM ${view}`), view).toEqual([]);
  });
});
