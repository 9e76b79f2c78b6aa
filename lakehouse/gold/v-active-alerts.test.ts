import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inMemory, type Lakehouse, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { type FeedDays, feedDays, lastHour } from "./feed-days.fixture.ts";

let lakehouse: Lakehouse;
beforeAll(async () => {
  lakehouse = await openLakehouse(inMemory);
});
afterAll(() => lakehouse.close());

const alerts = async (days: FeedDays) => {
  await feedDays(lakehouse, days);
  return lakehouse.run("SELECT * FROM v_active_alerts ORDER BY severity_rank, dimension, value");
};
const since = (hours: number) =>
  `hour_start > CAST('${lastHour}' AS TIMESTAMP) - INTERVAL ${hours} HOURS`;
const hoursAgo = (hours: number) =>
  new Date(Date.parse(lastHour) - hours * 3_600_000).toISOString();
const twoProcessors = "CASE WHEN n % 2 = 0 THEN 'alpha' ELSE 'beta' END";
const usual = "i * 7919 % 100 >= 12";

describe("v_active_alerts", () => {
  test("says nothing of a healthy feed whose hours differ by chance", async () => {
    const noisy = "hash(i) % 100 >= 12";
    expect(
      await alerts({ perHour: 120, isApproved: noisy, fraudScore: "hash(i + 5) % 100 / 101.0" }),
    ).toEqual([]);
  });

  test("names the processor whose approvals fell, since the first bad hour", async () => {
    const found = await alerts({
      perHour: 200,
      processor: twoProcessors,
      isApproved: `CASE WHEN n % 2 = 0 AND ${since(3)} THEN i % 4 = 0 ELSE ${usual} END`,
    });
    const alpha = found.find(({ dimension }) => dimension === "processor");
    expect(alpha).toMatchObject({
      alert_type: "APPROVAL_RATE_DROP",
      severity: "CRITICAL",
      value: "alpha",
      denominator: 100,
      first_detected: hoursAgo(2),
      last_detected: lastHour,
    });
    expect(Number(alpha?.current_value)).toBeLessThan(Number(alpha?.threshold_value));
    expect(Number(alpha?.baseline_value)).toBeCloseTo(88, 0);
    expect(found.filter(({ value }) => value === "beta")).toEqual([]);
  });

  test("keeps its first hour while the drop goes on, and ends with it", async () => {
    const drop = (from: number, to: number) =>
      `CASE WHEN ${since(from)} AND NOT ${since(to)} THEN n % 2 = 0 ELSE ${usual} END`;
    const [goingOn] = await alerts({ perHour: 100, isApproved: drop(9, 0) });
    expect(goingOn?.first_detected).toBe(hoursAgo(8));
    expect(await alerts({ perHour: 100, isApproved: drop(9, 3) })).toEqual([]);
  });

  test("does not judge hours with few attempts", async () => {
    expect(await alerts({ perHour: 40, isApproved: `NOT ${since(3)} AND ${usual}` })).toEqual([]);
  });

  test("notices when high-risk attempts become more", async () => {
    const found = await alerts({
      perHour: 100,
      fraudScore: `CASE WHEN ${since(1)} AND n % 3 = 0 THEN 0.9 ELSE 0.1 END`,
    });
    expect(new Set(found.map(({ alert_type }) => alert_type))).toEqual(
      new Set(["HIGH_FRAUD_RATE"]),
    );
    expect(found[0]).toMatchObject({ numerator: 34, denominator: 100, baseline_numerator: 0 });
  });
});
