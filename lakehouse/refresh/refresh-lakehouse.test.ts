import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { appendRows } from "../silver/raw-events.fixture.ts";
import { emptyBronze } from "./arrivals.fixture.ts";
import { refreshLakehouse } from "./refresh-lakehouse.ts";
import { differences } from "./refreshed-gold.fixture.ts";

let lakehouse: Lakehouse;
beforeEach(async () => {
  lakehouse = await openLakehouse(inMemory);
  await emptyBronze(lakehouse);
});
afterEach(() => lakehouse.close());

const attempt = {
  _kind: "attempt",
  _source: "event",
  _file: "test",
  _line: 1,
  _ingested_at: "2026-11-03T00:00:00Z",
  source: "shop",
  merchant_id: "m1",
  amount: 25,
  currency: "USD",
  is_approved: false,
  card_token: "c1",
};
const load = (batch: number, ...rows: object[]) =>
  appendRows(
    lakehouse,
    "payments_raw_bronze",
    rows.map((row) => ({ ...attempt, _batch: batch, ...row })),
  );
const refresh = () => refreshLakehouse(lakehouse.connection);
const payments = () =>
  lakehouse.run(
    "SELECT payment_id, attempts, is_approved FROM payments_silver ORDER BY payment_id",
  );
const at = (time: string) => ({ event_timestamp: `2026-11-01T${time}:00Z` });
const first = { transaction_id: "t1", ...at("09:00") };
const retry = { transaction_id: "t2", ...at("10:00"), is_approved: true };

describe("a refresh", () => {
  test("builds everything at first, then only what is new, then nothing", async () => {
    await load(1, first);
    expect(await refresh()).toEqual({ scope: "everything", attempts: null, days: null });
    await load(2, { ...first, transaction_id: "other", card_token: "c2" });
    expect(await refresh()).toEqual({ scope: "part", attempts: 1, days: 1 });
    expect(await refresh()).toEqual({ scope: "nothing", attempts: 0, days: 0 });
  });

  test("draws the first attempt in when its retry comes, and lets it go when the retry turns out to be another card's", async () => {
    await load(1, first);
    await refresh();
    await load(2, retry);
    expect(await refresh()).toEqual({ scope: "part", attempts: 2, days: 1 });
    expect(await payments()).toEqual([{ payment_id: "t1", attempts: 2, is_approved: true }]);
    await load(3, { ...retry, card_token: "c2" });
    expect(await refresh()).toEqual({ scope: "part", attempts: 2, days: 1 });
    expect(await payments()).toEqual([
      { payment_id: "t1", attempts: 1, is_approved: false },
      { payment_id: "t2", attempts: 1, is_approved: true },
    ]);
    expect(await differences(lakehouse)).toEqual({});
  });

  test("leaves older attempts with the same card and price alone: they are other payments", async () => {
    await load(1, first, {
      ...first,
      transaction_id: "t0",
      event_timestamp: "2026-10-01T09:00:00Z",
    });
    await refresh();
    await load(2, retry);
    expect(await refresh()).toMatchObject({ scope: "part", attempts: 2 });
  });

  test("follows a correction that moves an attempt to another day, the newest one included", async () => {
    await load(1, first, { ...retry, card_token: "c2" });
    await refresh();
    await load(2, { ...retry, card_token: "c2", event_timestamp: "2026-10-20T10:00:00Z" });
    expect(await refresh()).toEqual({ scope: "part", attempts: 1, days: 2 });
    const [asOf] = await lakehouse.run("SELECT as_of, attempts FROM v_as_of");
    expect(asOf).toEqual({ as_of: "2026-11-01T09:00:00.000Z", attempts: 2 });
    expect(await differences(lakehouse)).toEqual({});
  });

  test.each([
    ["another release made what is there", "UPDATE refresh_progress SET fingerprint = 'another'"],
    [
      "rows of bronze were taken away",
      "DELETE FROM payments_raw_bronze WHERE transaction_id = 't1'",
    ],
    ["its index does not fit bronze", "UPDATE refresh_versions SET bronze_row = bronze_row + 1000"],
  ])("builds everything where %s", async (_, change) => {
    await load(1, first);
    await refresh();
    await lakehouse.run(change);
    await load(2, { ...first, is_approved: true });
    expect(await refresh()).toMatchObject({ scope: "everything" });
    expect(await payments()).toEqual([{ payment_id: "t1", attempts: 1, is_approved: true }]);
  });

  test("that fails leaves the old, and the next one makes up for it", async () => {
    await load(1, first);
    await refresh();
    await load(2, retry);
    await lakehouse.run("ALTER TABLE v_as_of RENAME TO gone");
    await expect(refresh()).rejects.toThrow(/v_as_of/);
    expect(await payments()).toEqual([{ payment_id: "t1", attempts: 1, is_approved: false }]);
    await lakehouse.run("ALTER TABLE gone RENAME TO v_as_of");
    expect(await refresh()).toMatchObject({ scope: "part", attempts: 2 });
    expect(await differences(lakehouse)).toEqual({});
  });

  test("is seen whole or not at all by readers on other connections", async () => {
    await load(1, first);
    await refresh();
    const reader = await lakehouse.connect();
    const seen = new Set<string>();
    let isDone = false;
    const reading = (async () => {
      while (!isDone) {
        const rows = await reader.runAndReadAll(
          "SELECT (SELECT count(*) FROM payments_enriched_silver), (SELECT attempts FROM v_as_of), (SELECT sum(arrived_count) FROM attempt_cube_daily WHERE dimension = 'all')",
        );
        seen.add(rows.getRows().join());
      }
    })();
    for (let batch = 2; batch <= 6; batch += 1) {
      await load(batch, { ...retry, transaction_id: `r${batch}`, ...at(`1${batch}:00`) });
      await refresh();
    }
    isDone = true;
    await reading;
    reader.closeSync();
    expect(seen.size).toBeGreaterThan(1);
    for (const state of seen) expect(new Set(state.split(",")).size, state).toBe(1);
  });
});
