import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBronze } from "../bronze/create-bronze.ts";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { buildGold } from "../gold/build-gold.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { specifiedViews } from "./views.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
  await createBronze(lakehouse.connection);
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
});
afterAll(() => lakehouse.close());

describe("the views of the specification", () => {
  test("are named once each, the twelve of SQL and the six of the pipelines among them", () => {
    const names = specifiedViews.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    // v_retry_performance is in both lists of the specification, and once in ours.
    expect(names.filter((name) => /^v_(?!data_quality)/.test(name))).toHaveLength(12 + 6 - 1);
  });

  test.each(specifiedViews)("$name exists once and has every promised column", async (view) => {
    const found = await lakehouse.run(
      "SELECT column_name FROM duckdb_columns() WHERE table_name = :name AND database_name = current_database()",
      { name: view.name },
    );
    const columns = found.map((row) => String(row.column_name));
    expect(new Set(columns).size).toBe(columns.length);
    expect(columns).toEqual(expect.arrayContaining([...view.columns]));
  });

  test("hold no sum of an engine's own widest type, which others would name differently", async () => {
    const wide = await lakehouse.run(
      `SELECT table_name, column_name, data_type FROM duckdb_columns()
       WHERE (data_type = 'HUGEINT' OR data_type LIKE 'DECIMAL(38%') AND NOT internal`,
    );
    expect(wide).toEqual([]);
  });
});
