import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import { goldViews } from "../lakehouse/gold/gold-views.ts";
import { writeBronze } from "../lakehouse/silver/raw-events.fixture.ts";
import { type Build, buildOnDuckDb } from "./build-on-duckdb.ts";
import { randomEvents } from "./random-events.ts";

let lakehouse: Lakehouse;
let build: Build;
beforeEach(async () => {
  lakehouse = await openLakehouse(inMemory);
  await writeBronze(lakehouse, randomEvents(3));
  build = await buildOnDuckDb(lakehouse);
});
afterEach(() => lakehouse.close());

describe("buildOnDuckDb", () => {
  test("takes every SQL file of silver and gold", () => {
    expect(build.notBuilt).toEqual([]);
    const names = build.units.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
    expect(names).toEqual(
      expect.arrayContaining(["payments_enriched_silver", "payments_silver", ...goldViews]),
    );
  });

  test("starts from what was loaded and what the product knows, and from nothing that SQL files make", () => {
    expect(build.inputs).toEqual(
      expect.arrayContaining(["payments_raw_bronze", "fx_rates_bronze", "decline_reasons_dim"]),
    );
    expect(build.inputs.filter((input) => /_silver$|^v_|_cube_/.test(input))).toEqual([]);
  });

  test("hands on SELECTs that give the same rows when they run again", async () => {
    const unit = build.units.find(({ name }) => name === "v_executive_kpis");
    const again = await lakehouse.run(String(unit?.select));
    expect(again).toEqual(await lakehouse.run("SELECT * FROM v_executive_kpis"));
    expect(again).toHaveLength(1);
  });
});
