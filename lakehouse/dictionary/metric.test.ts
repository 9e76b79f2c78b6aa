import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { buildGold } from "../gold/build-gold.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { rawEvents, writeBronze } from "../silver/raw-events.fixture.ts";
import { type MetricDefinition, metric } from "./metric.ts";
import { metrics } from "./metrics.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
  for (const events of fc.sample(rawEvents, { numRuns: 50, seed: 7 })) {
    await writeBronze(lakehouse, events);
    await buildSilver(lakehouse.connection);
    await buildGold(lakehouse.connection);
    // Every metric has something to divide by where payments were retried and disputed.
    const [found] = await lakehouse.run(
      `SELECT count(*) FILTER (WHERE is_recovery_attempt) > 0 AND count(*) FILTER (WHERE is_approved AND is_disputed) > 0 AS is_rich
       FROM v_attempt_facts`,
    );
    if (found?.is_rich === true) return;
  }
  throw new Error("no sample has a retry and a dispute");
});
afterAll(() => lakehouse.close());

const computed = async ({ numerator, denominator, facts }: MetricDefinition) => {
  const value =
    denominator === null ? numerator : `try_divide(CAST(${numerator} AS DOUBLE), ${denominator})`;
  const [row] = await lakehouse.run(`SELECT ${value} AS value FROM ${facts}`);
  return row?.value;
};
const named = (id: string): MetricDefinition => {
  const found = metric(id);
  if (found === null) throw new Error(`the dictionary lacks ${id}`);
  return found;
};

describe("the metric dictionary", () => {
  test("has one entry an id and one metric a word", () => {
    const ids = metrics.map((m) => m.id);
    const words = metrics.flatMap((m) => m.words);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(words).size).toBe(words.length);
    expect(metric("no_such_metric")).toBeNull();
  });

  test.each(metrics.map((m) => m.id))("%s can be computed over its facts", async (id) => {
    const value = await computed(named(id));
    expect(typeof value).toBe("number");
    if (named(id).unit === "rate") {
      expect(value).toBeGreaterThanOrEqual(0);
      expect(value).toBeLessThanOrEqual(1);
    }
  });

  test.each([
    ["approval_rate", "approval_rate_pct", 100],
    ["first_attempt_approval_rate", "first_attempt_approval_rate_pct", 100],
    ["net_approval_rate", "net_approval_rate_pct", 100],
    ["approval_rate_by_amount", "approval_rate_by_amount_pct", 100],
    ["attempts", "total_transactions", 1],
    ["payments", "payment_count", 1],
    ["approved", "approved_count", 1],
    ["declined", "declined_count", 1],
    ["avg_fraud_score", "avg_fraud_score", 1],
    ["three_ds_share", "auth_3ds_usage_pct", 100],
    ["approved_amount", "approved_value", 0.01],
  ])("%s is what v_executive_kpis shows as %s", async (id, column, scale) => {
    const [kpis] = await lakehouse.run("SELECT * FROM v_executive_kpis");
    expect(Number(await computed(named(id))) * scale).toBeCloseTo(Number(kpis?.[column]), 1);
  });
});
