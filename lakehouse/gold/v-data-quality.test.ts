import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { type FeedDays, feedDays, lastHour } from "./feed-days.fixture.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
});
afterAll(() => lakehouse.close());

const quality = async (days: FeedDays) => {
  await feedDays(lakehouse, days);
  const rows = await lakehouse.run("SELECT * FROM v_data_quality");
  return {
    of: (check: string, subject?: string) =>
      rows.find((row) => row.check_name === check && (subject ?? row.subject) === row.subject),
    problems: rows.filter(({ status }) => status === "problem").map(({ check_name }) => check_name),
  };
};
const between = (from: number, to: number) =>
  `hour_start > CAST('${lastHour}' AS TIMESTAMP) - INTERVAL ${from} HOURS AND hour_start <= CAST('${lastHour}' AS TIMESTAMP) - INTERVAL ${to} HOURS`;

describe("v_data_quality", () => {
  test("has no complaint of a feed that goes on as ever", async () => {
    const { problems, of } = await quality({ perHour: 20 });
    expect(problems).toEqual([]);
    expect(of("volume")).toMatchObject({ status: "ok", part: 480, expected: 480 });
    expect(of("silence")).toMatchObject({ status: "ok", part: 0, whole: 24 });
    expect(of("lag", "lag_under_1_minute")).toMatchObject({ value: 100 });
  });

  test("counts the hours in which a feed that is usually busy was silent, and since when", async () => {
    const { of } = await quality({ perHour: 20, arrives: `NOT (${between(8, 3)})` });
    expect(of("silence")).toMatchObject({
      status: "problem",
      part: 5,
      since: new Date(Date.parse(lastHour) - 7 * 3_600_000).toISOString(),
    });
    expect(of("volume")).toMatchObject({ status: "ok", part: 380 });
  });

  test("sets the last day's volume against the same weekdays of four weeks", async () => {
    const { of } = await quality({ perHour: 20, arrives: `NOT (${between(25, 1)}) OR n < 6` });
    expect(of("volume")).toMatchObject({ status: "problem", part: 144, expected: 480 });
    expect(of("silence")).toMatchObject({ status: "ok" });
  });

  test("notices a field that used to be filled and is not any more", async () => {
    const { of } = await quality({
      perHour: 4,
      processor: `CASE WHEN ${between(80, 0)} THEN NULL ELSE 'alpha' END`,
    });
    expect(of("completeness", "processor")).toMatchObject({ status: "problem", expected: 100 });
    expect(of("completeness", "fraud_score")).toMatchObject({ status: "ok", value: 100 });
    expect(of("completeness", "card_bin")).toMatchObject({ status: "info", part: 0 });
  });

  test("names a field that the format does not know, and marks a new one", async () => {
    const old = await quality({ perHour: 2, extra: `'{"till":7}'` });
    expect(old.of("unknown_field", "till")).toMatchObject({ status: "info", value: 100 });
    const fresh = await quality({
      perHour: 2,
      extra: `CASE WHEN ${between(5, 0)} THEN '{"till":7}' END`,
    });
    expect(fresh.of("unknown_field", "till")).toMatchObject({ status: "watch", part: 10 });
  });

  test("puts each attempt into one bucket of lag", async () => {
    const { of } = await quality({ perHour: 4, ingestedAfter: "n * INTERVAL 20 HOURS" });
    expect(of("lag", "lag_under_1_minute")).toMatchObject({ value: 25 });
    expect(of("lag", "lag_under_1_day")).toMatchObject({ value: 25 });
    expect(of("lag", "lag_under_7_days")).toMatchObject({ value: 50 });
  });

  test("says so when a cube no longer agrees with the attempts", async () => {
    await feedDays(lakehouse, { perHour: 2 });
    await lakehouse.run("DELETE FROM feed_cube_daily WHERE event_date = DATE '2026-10-20'");
    const rows = await lakehouse.run(
      "SELECT subject, status FROM v_data_quality WHERE check_name = 'reconciliation' ORDER BY subject",
    );
    expect(rows).toEqual([
      { subject: "attempt_cube_hourly", status: "ok" },
      { subject: "feed_cube_daily", status: "problem" },
    ]);
  });
});
