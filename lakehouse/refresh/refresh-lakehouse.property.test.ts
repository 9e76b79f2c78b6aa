import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inMemory, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { arrivals, arrive, batchesOfASequence, emptyBronze } from "./arrivals.fixture.ts";
import { refreshLakehouse } from "./refresh-lakehouse.ts";
import { differences } from "./refreshed-gold.fixture.ts";

/** Sequences that run side by side in one lakehouse, and how often: 1,000 sequences. */
const sideBySide = 100;
const numRuns = 10;

describe("a refreshed lakehouse", () => {
  test("equals a build of everything, after 1,000 sequences of late, duplicated, corrected and out-of-order batches", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrivals, { minLength: sideBySide, maxLength: sideBySide, size: "max" }),
        async (sequences) => {
          const lakehouse = await openLakehouse(inMemory);
          try {
            await emptyBronze(lakehouse);
            await refreshLakehouse(lakehouse.connection);
            for (let batch = 1; batch <= batchesOfASequence; batch += 1) {
              await arrive(lakehouse, sequences, batch);
              expect(await refreshLakehouse(lakehouse.connection)).toMatchObject({ scope: "part" });
            }
            expect(await differences(lakehouse)).toEqual({});
          } finally {
            lakehouse.close();
          }
        },
      ),
      { numRuns, endOnFailure: true },
    );
  }, 180_000);
});
