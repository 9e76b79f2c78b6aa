import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBronze } from "./bronze/create-bronze.ts";
import { loadCatalogue } from "./catalogue.ts";
import { dimensionIds } from "./dictionary/dimension.ts";
import { inMemory, type Lakehouse, openLakehouse } from "./duckdb/open-lakehouse.ts";
import { buildGold } from "./gold/build-gold.ts";
import { buildSilver } from "./silver/build-silver.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
  await createBronze(lakehouse.connection);
});
afterAll(() => lakehouse.close());

const build = async () => {
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
  return loadCatalogue(lakehouse.warehouse);
};

describe("loadCatalogue", () => {
  test("of an empty lakehouse knows no time and no value", async () => {
    const catalogue = await build();
    expect(catalogue).toMatchObject({ asOf: null, firstEvent: null, isSample: false });
    expect(Object.keys(catalogue.values).toSorted()).toEqual([...dimensionIds].toSorted());
    expect(Object.values(catalogue.values).flat()).toEqual([]);
  });

  test("lists the values of a dimension by frequency, at most a thousand, and says that data are a sample", async () => {
    await lakehouse.run(`INSERT INTO payments_raw_bronze BY NAME
      SELECT 't' || i AS transaction_id, 'shop' AS source, TIMESTAMP '2026-11-01' + CAST(i AS INT) * INTERVAL 1 SECOND AS event_timestamp,
        'm' AS merchant_id, 10 AS amount, 'USD' AS currency, true AS is_approved, i < 5 AS is_recurring,
        CASE WHEN i < 5 THEN 'BR' WHEN i < 20 THEN 'US' END AS issuer_country, 'bank ' || i AS issuer,
        'attempt' AS _kind, 'event' AS _source, 1 AS _batch, 'f' AS _file, i AS _line, TIMESTAMP '2026-11-02' AS _ingested_at
      FROM range(1200) AS t(i)`);
    await lakehouse.run(
      `INSERT INTO loads VALUES (1, 'f', 'event', true, 1200, 1200, 0, 0, 0, 0, TIMESTAMP '2026-11-02')`,
    );
    const { values, ...state } = await build();
    expect(state).toEqual({
      asOf: "2026-11-01T00:19:59.000Z",
      firstEvent: "2026-11-01T00:00:00.000Z",
      isSample: true,
    });
    expect(values.issuer_country).toEqual(["US", "BR"]);
    expect(values.is_recurring).toEqual(["false", "true"]);
    expect(values.issuer).toHaveLength(1000);
    expect(values.processor).toEqual([]);
  });
});
