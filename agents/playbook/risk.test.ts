import { describe, expect, test } from "vitest";
import { type AttemptFact, factsLakehouse, scopeOf } from "../../tools/facts.fixture.ts";
import type { Intent } from "../intent.ts";
import { at, runAgent, scope, thisWeek, world } from "../planted.fixture.ts";
import { risk } from "../risk.ts";

const run = async (rows: readonly AttemptFact[], intent: Intent, asked = scope) => {
  const lake = await factsLakehouse(rows);
  const ran = await runAgent(risk, lake.warehouse, { intent, scope: asked });
  lake.close();
  return ran.report;
};

describe("risk", () => {
  test("says by name what an export without risk data lacks, and invents nothing", async () => {
    const report = await run(world(), "fraud_trend");
    expect(report.missing).toContain("this export has no fraud scores");
    expect(report.missing).toContain("this export has no disputes");
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]?.title).toBe("The loaded data cannot answer this");
  });

  test("sees the share of high scores rise", async () => {
    const rows = world({
      columns: (attempt, index) => ({
        fraud_score: index % (attempt.event_timestamp >= thisWeek[0] ? 5 : 10) === 0 ? 0.85 : 0.2,
      }),
    });
    const [first] = (await run(rows, "fraud_trend")).findings;
    expect(first?.title).toContain("rose");
    const scored = rows.filter(
      (row) => row.event_timestamp >= thisWeek[0] && row.event_timestamp < thisWeek[1],
    );
    const high = scored.filter((row) => Number(row.fraud_score) >= 0.7);
    expect(
      first?.figures.find(
        (figure) => figure.metric === "high_risk_share" && figure.unit === "rate",
      ),
    ).toMatchObject({
      numerator: high.length,
      denominator: scored.length,
    });
  });

  const burst = (overrides: (index: number) => Partial<AttemptFact>): AttemptFact[] =>
    Array.from({ length: 200 }, (_, index) => ({
      transaction_id: `burst-${index}`,
      event_timestamp: at(12, 3, index % 60),
      is_approved: false,
      decline_reason: "DO_NOT_HONOR",
      card_bin: "422222",
      card_token: `stolen-${index}`,
      amount_minor: 100,
      amount_usd: 1,
      ...overrides(index),
    }));

  test("recognises card testing and dates it", async () => {
    const [first] = (await run([...world(), ...burst(() => ({}))], "card_testing")).findings;
    expect(first).toMatchObject({
      kind: "card_testing",
      severity: "critical",
      cell: { merchant_id: ["m-1"], card_bin: ["422222"] },
      onset: at(12, 3),
    });
    expect(first?.figures[0]?.value).toBe(200);
  });

  test("does not take a flash sale for an attack", async () => {
    const sale = burst((index) => ({
      is_approved: index % 8 !== 0,
      decline_reason: index % 8 === 0 ? "INSUFFICIENT_FUNDS" : null,
      amount_minor: 4900,
      amount_usd: 49,
    }));
    const [first] = (await run([...world(), ...sale], "card_testing")).findings;
    expect(first?.title).toContain("No sign of card testing");
    expect(first?.text).toContain("look like a sale");
  });

  const disputed = (everyNth: number, count: number): AttemptFact[] =>
    Array.from({ length: count }, (_, index) => ({
      transaction_id: `s-${index}`,
      event_timestamp: new Date(Date.parse(thisWeek[0]) + index * 1000).toISOString(),
      is_approved: true,
      card_network: "mastercard",
      is_disputed: index % everyNth === 0,
      is_fraud_disputed: false,
    }));

  test("a programme's limit is asked only of data that hold disputes", async () => {
    expect((await run(world(), "programme_limit")).missing[0]).toContain("no disputes");
  });

  test("a month over ratio and cases is critical, with the month before as its sales for Mastercard", async () => {
    const before = disputed(1e9, 5000).map((row) => ({
      ...row,
      transaction_id: `before-${row.transaction_id}`,
      event_timestamp: new Date(Date.parse(row.event_timestamp) - 30 * 86_400_000).toISOString(),
      is_disputed: false,
    }));
    const report = await run(
      [...before, ...disputed(20, 5000)],
      "programme_limit",
      scopeOf(thisWeek, null),
    );
    const [first] = report.findings;
    expect(first).toMatchObject({
      kind: "programme_risk",
      severity: "critical",
      cell: { card_network: ["mastercard"] },
    });
    expect(first?.figures.find((figure) => figure.unit === "bps")?.value).toBeCloseTo(
      (10_000 * 250) / 5000,
      9,
    );
  });

  test("keeps abandoned authentication in the base", async () => {
    const rows = Array.from({ length: 600 }, (_, index): AttemptFact => {
      const path = ["frictionless", "challenged", "abandoned"][index % 3] ?? null;
      return {
        transaction_id: `a-${index}`,
        event_timestamp: at(9, index % 24),
        three_ds_result: path,
        uses_3ds: true,
        stage: path === "abandoned" ? "authentication" : "issuer",
        is_approved: path === "frictionless",
        decline_reason: path === "challenged" ? "DO_NOT_HONOR" : null,
      };
    });
    const [first] = (await run(rows, "three_ds")).findings;
    expect(first?.figures.find((figure) => figure.metric === "payment_success_rate")).toMatchObject(
      {
        numerator: 200,
        denominator: 600,
      },
    );
  });

  test("names the country where authentication loses most, of those that were asked", async () => {
    const ways = {
      FR: ["frictionless", "frictionless", "challenged", "challenged", "abandoned"],
      GB: ["frictionless", "frictionless", "frictionless", "challenged", "challenged"],
    };
    const rows = Object.entries(ways).flatMap(([country, own]) =>
      Array.from({ length: 1000 }, (_, index): AttemptFact => {
        const path = own[index % own.length] ?? null;
        return {
          transaction_id: `${country}-${index}`,
          event_timestamp: at(9, index % 24),
          issuer_country: country,
          three_ds_result: path,
          uses_3ds: true,
          stage: path === "abandoned" ? "cancelled" : "issuer",
          is_approved: path !== "abandoned",
        };
      }),
    );
    const found = (await run(rows, "three_ds")).findings.find(
      ({ cell }) => cell.issuer_country !== undefined,
    );
    expect(found?.cell).toEqual({ issuer_country: ["FR"] });
    expect(found?.figures[0]).toMatchObject({ numerator: 200, denominator: 1000 });
  });

  test("says how much of a young month's disputes is still to come", async () => {
    const day = 86_400_000;
    const asOf = Date.parse(thisWeek[1]);
    // Every tenth purchase is disputed, evenly over four to eight weeks after it.
    const rows = Array.from({ length: 18_000 }, (_, index): AttemptFact => {
      const soldAt = asOf - 1000 - Math.floor((index / 18_000) * 170 * day);
      const arrivesAt = soldAt + (28 + ((index / 10) % 28)) * day;
      const isDisputed = index % 10 === 0 && arrivesAt <= asOf;
      return {
        transaction_id: `d-${index}`,
        event_timestamp: new Date(soldAt).toISOString(),
        is_approved: true,
        card_network: "visa",
        is_disputed: isDisputed,
        disputed_at: isDisputed ? new Date(arrivesAt).toISOString() : null,
      };
    });
    const report = await run(rows, "programme_limit");
    const cohorts = report.findings.find(({ title }) => title.startsWith("Disputed"));
    const ends = (cohorts?.figures ?? []).filter(
      ({ unit, derivation }) => unit === "bps" && derivation?.startsWith("from the lags"),
    );
    expect(ends.length).toBeGreaterThan(3);
    for (const end of ends) expect(Math.abs(end.value - 1000)).toBeLessThan(60);
    const young = (cohorts?.figures ?? []).filter(
      ({ unit, derivation }) => unit === "bps" && derivation === "sum over networks",
    );
    expect(Math.min(...young.map(({ value }) => value))).toBeLessThan(100);
  });
});
