import { DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { expect, test } from "vitest";
import { offsetAt } from "./zone.ts";
import { offsetSql } from "./zone-offset.ts";

const zones = ["Europe/Zurich", "America/Sao_Paulo", "Australia/Lord_Howe", "Asia/Kolkata"];

async function offsets(rows: readonly { zone: string; local: string }[]): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const values = rows.map(({ zone, local }, i) => `(${i}, '${zone}', TIMESTAMP '${local}')`);
  const result = await connection.runAndReadAll(
    `SELECT CAST(${offsetSql([...zones, "CEST", "Nowhere/Land"], "zone", "local")} AS INTEGER)
     FROM (VALUES ${values.join(", ")}) AS t(i, zone, local) ORDER BY i`,
  );
  connection.closeSync();
  instance.closeSync();
  return result.getRows().map(([seconds]) => seconds);
}

test("the offset of any local time, repeated and missing hours included, is Temporal's", async () => {
  const minute = 60_000;
  const local = fc
    .integer({ min: Date.UTC(1971, 0) / minute, max: Date.UTC(2099, 11) / minute })
    .map((at) => new Date(at * minute).toISOString().slice(0, 19));
  const aroundChanges = [
    "2026-03-29",
    "2026-10-25",
    "2026-04-05",
    "2026-10-04",
    "2018-11-04",
  ].flatMap((day) =>
    ["00:00", "00:30", "01:30", "01:45", "02:00", "02:29", "02:59", "03:00"].map(
      (t) => `${day}T${t}:00`,
    ),
  );
  const drawn = fc.sample(local, { seed: 7, numRuns: 500 });
  const rows = zones.flatMap((zone) =>
    [...drawn, ...aroundChanges].map((at) => ({ zone, local: at })),
  );
  expect(await offsets(rows)).toEqual(rows.map((row) => offsetAt(row.zone, row.local)));
});

test("an abbreviation keeps its offset in summer and winter, and a zone nobody knows has none", async () => {
  const rows = ["2026-01-01T00:00:00", "2026-07-01T00:00:00"].flatMap((local) => [
    { zone: "CEST", local },
    { zone: "Nowhere/Land", local },
  ]);
  expect(await offsets(rows)).toEqual([7200, null, 7200, null]);
});
