import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { inDays } from "./in-days.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
});
afterAll(() => lakehouse.close());

const dayOf = (offset: number) =>
  new Date(Date.UTC(2026, 1, 20) + offset * 86_400_000).toISOString().slice(0, 10);

test("the ranges hold the last moment of each of the days and nothing of any other", async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat({ max: 15 }), { maxLength: 10 }), async (offsets) => {
      const days = offsets.map(dayOf).toSorted();
      const rows = await lakehouse.run(
        `SELECT strftime(t, '%Y-%m-%d') AS day FROM (
           SELECT TIMESTAMP '2026-02-20 23:59:59.999999' + to_days(CAST(range AS INTEGER)) AS t FROM range(16)
         ) WHERE ${inDays("t", days)} ORDER BY day`,
      );
      expect(rows.map((row) => row.day)).toEqual(days);
    }),
    { numRuns: 50 },
  );
});
