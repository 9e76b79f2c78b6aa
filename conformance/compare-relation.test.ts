import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { writeBronze } from "../lakehouse/silver/raw-events.fixture.ts";
import { buildOnDuckDb } from "./build-on-duckdb.ts";
import { compareRelation } from "./compare-relation.ts";
import { randomEvents } from "./random-events.ts";

let lakehouse: Lakehouse;
beforeEach(async () => {
  lakehouse = await openLakehouse(inMemory);
  await lakehouse.run(`CREATE TABLE payments AS SELECT
      'p' || CAST(i // 2 AS VARCHAR) AS payment_id,
      if(i % 2 = 0, 'shop', 'app') AS source,
      CAST(25 + i AS DECIMAL(20, 4)) AS amount_usd,
      TIMESTAMP '2026-09-01 10:00:00' + i * INTERVAL 1 MINUTE AS event_timestamp,
      if(i = 3, NULL, 'US') AS issuer_country,
      CAST(0.1 * i AS DOUBLE) AS fraud_score,
      CAST(i AS BIGINT) AS attempts
    FROM range(10) AS t(i)`);
  // What comes back from Spark's Parquet: its instants carry a zone.
  await lakehouse.run(
    "CREATE TABLE of_spark AS SELECT * REPLACE (CAST(event_timestamp AS TIMESTAMPTZ) AS event_timestamp) FROM payments",
  );
});
afterEach(() => lakehouse.close());

const compared = async (alteration?: string) => {
  if (alteration !== undefined) await lakehouse.run(alteration);
  return compareRelation(lakehouse, "payments", "of_spark");
};
const onRow = (assignment: string) =>
  `UPDATE of_spark SET ${assignment} WHERE payment_id = 'p1' AND source = 'shop'`;

describe("compareRelation", () => {
  test("finds no difference where there is none, whatever the order of the rows", async () => {
    expect(
      await compared(
        "CREATE OR REPLACE TABLE of_spark AS FROM of_spark ORDER BY payment_id DESC, source",
      ),
    ).toEqual({ rows: 10, columns: 7, differences: [] });
  });

  test.each([
    [
      "a hundredth of a cent",
      "amount_usd = amount_usd + 0.0001",
      "amount_usd",
      "27.0000",
      "27.0001",
    ],
    [
      "a microsecond",
      "event_timestamp = event_timestamp + INTERVAL 1 MICROSECOND",
      "event_timestamp",
      "2026-09-01 10:02:00",
      "2026-09-01 10:02:00.000001",
    ],
    ["a value that is null there", "issuer_country = NULL", "issuer_country", "US", "null"],
    ["an empty text", "issuer_country = ''", "issuer_country", "US", ""],
    ["one more in a count", "attempts = attempts + 1", "attempts", "2", "3"],
    [
      "a double beyond rounding",
      "fraud_score = 0.200000000002",
      "fraud_score",
      "0.2",
      "0.200000000002",
    ],
  ])("reports row, column and both values of %s", async (_, assignment, column, here, there) => {
    const { differences } = await compared(onRow(assignment));
    expect(differences).toEqual([
      { column, cells: 1, key: "payment_id=p1, source=shop", duckDb: here, spark: there },
    ]);
  });

  test("reports a null here that is a value there", async () => {
    const { differences } = await compared("UPDATE of_spark SET issuer_country = 'US'");
    expect(differences).toEqual([
      {
        column: "issuer_country",
        cells: 1,
        key: "payment_id=p1, source=app",
        duckDb: "null",
        spark: "US",
      },
    ]);
  });

  test("forgives doubles the rounding of another order of addition, and nothing else", async () => {
    const { differences } = await compared(
      "UPDATE of_spark SET fraud_score = fraud_score * 1.0000000000001",
    );
    expect(differences).toEqual([]);
  });

  test.each([
    ["the scale of a decimal", "amount_usd TYPE DECIMAL(20, 2)", "DECIMAL(20,4)", "DECIMAL(20,2)"],
    ["a narrower integer", "attempts TYPE INTEGER", "BIGINT", "INTEGER"],
    ["an instant become a day", "event_timestamp TYPE DATE", "TIMESTAMP", "DATE"],
  ])("reports %s as a difference of type", async (_, alteration, here, there) => {
    const { differences } = await compared(`ALTER TABLE of_spark ALTER ${alteration}`);
    const [column] = alteration.split(" ");
    expect(differences).toHaveLength(1);
    expect(differences[0]).toMatchObject({ key: "", column });
    expect(differences[0]?.duckDb).toContain(here);
    expect(differences[0]?.spark).toContain(there);
  });

  test("reports a column that only one engine has, and columns that changed places", async () => {
    const { differences } = await compared("ALTER TABLE of_spark DROP COLUMN issuer_country");
    expect(differences.map(({ column, spark }) => [column, spark])).toEqual([
      ["issuer_country", "no such column"],
      ["fraud_score", "DOUBLE, column 5"],
      ["attempts", "BIGINT, column 6"],
    ]);
  });

  test("reports rows that are missing, and rows that are there twice", async () => {
    const missing = await compared("DELETE FROM of_spark WHERE attempts = 2");
    expect(missing.differences).toEqual([
      {
        column: "(row)",
        cells: 1,
        key: "payment_id=p1, source=shop",
        duckDb: "there",
        spark: "no such row",
      },
    ]);
    const doubled = await compared(
      "INSERT INTO of_spark FROM of_spark WHERE attempts = 4; DELETE FROM payments WHERE attempts = 2",
    );
    expect(doubled.differences).toEqual([
      {
        column: "(row)",
        cells: 1,
        key: "payment_id=p2, source=shop, row 2",
        duckDb: "no such row",
        spark: "there",
      },
    ]);
  });

  test("counts the cells of each column that differ and shows the first", async () => {
    const { differences } = await compared(
      "UPDATE of_spark SET amount_usd = amount_usd + 0.01, attempts = 0 WHERE payment_id <> 'p0'",
    );
    expect(differences.map(({ column, cells, key }) => [column, cells, key])).toEqual([
      ["amount_usd", 8, "payment_id=p1, source=app"],
      ["attempts", 8, "payment_id=p1, source=app"],
    ]);
  });

  test("matches the rows of silver and gold by what they are, so that one altered cell is one difference", async () => {
    await writeBronze(lakehouse, randomEvents(6));
    await buildOnDuckDb(lakehouse);
    for (const [relation, column] of [
      ["payments_enriched_silver", "amount_minor"],
      ["payments_silver", "amount_minor"],
      ["v_executive_kpis", "approved_count"],
      ["v_top_decline_reasons", "decline_count"],
    ]) {
      await lakehouse.run(`CREATE OR REPLACE TABLE of_spark AS FROM ${relation}`);
      await lakehouse.run(
        `UPDATE of_spark SET ${column} = ${column} + 1 WHERE rowid = (SELECT max(rowid) FROM of_spark)`,
      );
      const { differences } = await compareRelation(lakehouse, String(relation), "of_spark");
      expect([relation, differences]).toMatchObject([relation, [{ column, cells: 1 }]]);
      expect(differences).toHaveLength(1);
    }
  });
});
