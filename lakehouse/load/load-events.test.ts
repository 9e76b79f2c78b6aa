import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Attempt, type AttemptField, attemptFields } from "../event/attempt.ts";
import { metaOf } from "./batch/check.ts";
import { loadFixture } from "./load-fixture.ts";

const base = {
  event_timestamp: "2026-10-01T10:00:00+02:00",
  merchant_id: "m1",
  amount: "12.50",
  currency: "EUR",
  is_approved: true,
};
const lines = (events: readonly object[]) =>
  events.map((event) => `${JSON.stringify(event)}\n`).join("");

/** A value of a field that the event format allows. */
function valid(field: AttemptField): fc.Arbitrary<unknown> {
  const meta = metaOf(field);
  switch (meta.kind) {
    case "choice":
      return fc.constantFrom(...(meta.choices ?? []));
    case "flag":
      return fc.boolean();
    case "share":
      return fc.integer({ min: 0, max: 10_000 }).map((n) => n / 10_000);
    case "whole":
      return fc.integer({ min: meta.min ?? 0, max: 1_000_000 });
    case "amount":
      return fc.integer({ min: 0, max: 99_999_999 }).map((minor) => (minor / 100).toFixed(2));
    case "currency":
      return fc.constantFrom("EUR", "usd", "BRL");
    case "country":
      return fc.constantFrom("BR", "de", "US");
    case "instant":
      return fc
        .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
        .map((d) => d.toISOString());
    case "digits":
      return fc
        .constantFrom("411111", "55555555", "1234")
        .filter((d) => d.length >= (meta.digits?.[0] ?? 0) && d.length <= (meta.digits?.[1] ?? 9));
    case "date":
    case "id":
    case "text":
      return fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _-]{0,20}[a-z]$/);
  }
}

/** A value that no field of the kind allows; null where every text is allowed. */
const invalid: Record<string, unknown> = {
  choice: "nonsense",
  flag: "maybe",
  share: 1.5,
  whole: -1,
  amount: "-3",
  currency: "E1",
  country: "DEU",
  instant: "yesterday",
  digits: "12x4",
};

describe("the event format", () => {
  test("what the schema accepts is loaded with its values", async () => {
    const { write, load, query } = await loadFixture();
    const optional = attemptFields.filter(
      (field) => !["transaction_id", "amount", "currency", "source", "updated_at"].includes(field),
    );
    const event = fc.record(Object.fromEntries(optional.map((field) => [field, valid(field)])), {
      requiredKeys: ["event_timestamp", "merchant_id", "is_approved"],
    });
    const events = fc
      .sample(event, { numRuns: 150, seed: 11 })
      .map((e, i) => ({ amount: "10.25", currency: "EUR", ...e, transaction_id: `t${i}` }));
    for (const e of events) expect(Attempt.safeParse(e).success).toBe(true);
    const report = await load([await write("e.ndjson", lines(events))]);
    expect(report).toMatchObject({ rowsRead: 150, rowsLoaded: 150, quarantined: 0 });
    const rows = await query(
      "SELECT transaction_id, event_timestamp, fraud_score, retry_count, card_bin FROM payments_enriched_silver",
    );
    for (const row of rows) {
      const sent = events[Number(String(row.transaction_id).slice(1))] as Record<string, unknown>;
      expect(row.event_timestamp).toBe(new Date(String(sent.event_timestamp)).toISOString());
      expect(row.fraud_score).toBe(sent.fraud_score ?? null);
      expect(row.card_bin).toBe(sent.card_bin ?? null);
    }
  });

  test("a value that a field does not allow is quarantined under that field's name", async () => {
    const { write, load, query } = await loadFixture();
    const wrong = attemptFields.filter((field) => metaOf(field).kind in invalid);
    const events = wrong.map((field) => ({
      ...base,
      transaction_id: `bad_${field}`,
      [field]: invalid[metaOf(field).kind],
    }));
    for (const e of events) expect(Attempt.safeParse(e).success, e.transaction_id).toBe(false);
    await load([await write("e.ndjson", lines([{ ...base, transaction_id: "ok" }, ...events]))]);
    const found = await query("SELECT column_name FROM payments_quarantine ORDER BY line");
    expect(found.map((row) => row.column_name)).toEqual(wrong);
  });

  test("required fields that are absent, null or empty are missing; lines that are no objects are named", async () => {
    const { write, load, query } = await loadFixture();
    const { currency: _, ...withoutCurrency } = base;
    const text = lines([
      { ...base, transaction_id: "ok" },
      { ...withoutCurrency, transaction_id: "a" },
      { ...base, transaction_id: "b", merchant_id: "" },
      { ...base, transaction_id: null },
    ]);
    await load([await write("e.ndjson", `${text}not json\n[1]\n{"type":"refund"}\n`)]);
    expect(
      await query("SELECT line, column_name, reason FROM payments_quarantine ORDER BY line"),
    ).toEqual([
      { line: 2, column_name: "currency", reason: "missing_value" },
      { line: 3, column_name: "merchant_id", reason: "missing_value" },
      { line: 4, column_name: "transaction_id", reason: "missing_value" },
      { line: 5, column_name: null, reason: "invalid_json" },
      { line: 6, column_name: null, reason: "invalid_json" },
      { line: 7, column_name: "type", reason: "unknown_type" },
    ]);
  });

  test("disputes may come before their attempt, rates convert amounts, unknown fields are kept", async () => {
    const { write, load, query } = await loadFixture();
    await load([
      await write(
        "d.ndjson",
        lines([
          {
            type: "dispute",
            transaction_id: "t1",
            dispute_id: "d1",
            dispute_timestamp: "2026-11-01T00:00:00Z",
            dispute_kind: "fraud",
            amount: "12.50",
            currency: "EUR",
          },
          { type: "fx_rate", date: "2026-09-30", currency: "EUR", usd_per_unit: 1.2 },
        ]),
      ),
    ]);
    await load([await write("a.ndjson", lines([{ ...base, transaction_id: "t1", shelf: "B" }]))]);
    expect(
      await query(
        "SELECT is_disputed, is_fraud_disputed, CAST(amount_usd AS DOUBLE) AS usd FROM v_attempt_facts",
      ),
    ).toEqual([{ is_disputed: true, is_fraud_disputed: true, usd: 15 }]);
    const again = await load([
      await write(
        "d2.ndjson",
        lines([
          { type: "fx_rate", date: "2026-09-30", currency: "EUR", usd_per_unit: 1.2 },
          {
            type: "dispute",
            transaction_id: "t1",
            dispute_id: "d1",
            dispute_timestamp: "2026-11-01T00:00:00Z",
            dispute_kind: "fraud",
            amount: "12.50",
            currency: "EUR",
          },
        ]),
      ),
    ]);
    expect([again.rowsLoaded, again.duplicates]).toEqual([0, 2]);
  });

  test("the same events as Parquet and as JSON lines give the same attempts", async () => {
    const { write, load, query, dataDir } = await loadFixture();
    const events = Array.from({ length: 300 }, (_, i) => ({
      ...base,
      transaction_id: `t${i}`,
      amount: (i * 1.5).toFixed(2),
      fraud_score: i / 300,
      card_token: `tok${i % 7}`,
    }));
    const json = await write("e.ndjson", lines(events));
    const parquet = json.replace(".ndjson", ".parquet");
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * REPLACE (CAST(event_timestamp AS TIMESTAMPTZ) AS event_timestamp, CAST(amount AS DECIMAL(12, 2)) AS amount) FROM read_json('${json}')) TO '${parquet}'`,
    );
    connection.closeSync();
    instance.closeSync();
    await load([parquet]);
    const fromParquet = await query(
      "SELECT * FROM payments_enriched_silver ORDER BY transaction_id",
    );
    const second = await loadFixture();
    await second.load([json]);
    expect(fromParquet).toEqual(
      await second.query("SELECT * FROM payments_enriched_silver ORDER BY transaction_id"),
    );
    expect(dataDir).not.toBe(second.dataDir);
  });

  test("a full card number in any field but an id is masked before it is stored", async () => {
    const { write, load, query } = await loadFixture();
    const report = await load([
      await write(
        "e.ndjson",
        lines([
          {
            ...base,
            transaction_id: "4111111111111111",
            issuer: "Bank 4111-1111-1111-1111",
            note: { deep: 5555555555554444 },
          },
        ]),
      ),
    ]);
    expect(report.cardNumbersMasked).toBe(2);
    expect(await query("SELECT transaction_id, issuer FROM payments_enriched_silver")).toEqual([
      { transaction_id: "4111111111111111", issuer: "Bank 4111-11**-****-1111" },
    ]);
  });
});
