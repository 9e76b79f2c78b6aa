import { describe, expect, test } from "vitest";
import { fitRetryModel, paydayBetween, planRetry, type RetrySituation } from "./retry-plan.ts";

const at = (day: number, hour = 0) => Date.UTC(2026, 9, day, hour);
const trial = (change: Partial<RetrySituation>, retries: number, approved: number) => ({
  situation: {
    reason: "INSUFFICIENT_FUNDS",
    declines: 1,
    payday: "none" as const,
    days: 1,
    ...change,
  },
  retries,
  approved,
});
/** Money helps, time alone does not. */
const model = fitRetryModel([
  ...[1, 2, 3, 4, 5, 6, 7].flatMap((days) => [
    trial({ days }, 1_000, 50),
    trial({ days, payday: "friday" }, 1_000, 300),
    trial({ days, payday: "month" }, 1_000, 500),
  ]),
  trial({ reason: "CLOSED_ACCOUNT" }, 1_000, 0),
]);
const economics = { amount: 5_000, margin: 0.2, cost: 20, minimumChance: 0.08, impatience: 0.02 };
const plan = (declinedAt: number, change: object = {}) =>
  planRetry(
    model,
    {
      reason: "INSUFFICIENT_FUNDS",
      declines: 1,
      firstDeclineAt: declinedAt,
      lastDeclineAt: declinedAt,
      notBefore: declinedAt,
      until: declinedAt + 14 * 86_400_000,
      ...change,
    },
    economics,
  );

describe("paydays", () => {
  test.each([
    // 2 October 2026 is a Friday.
    [at(2, 6), at(2, 8), "friday"],
    [at(2, 8), at(9, 6), "none"],
    [at(14, 12), at(15, 6), "none"],
    [at(14, 12), at(15, 7), "month"],
    [at(28), at(28 + 6), "month"],
  ])("between %d and %d: %s", (from, to, payday) => {
    expect(paydayBetween(from, to)).toBe(payday);
  });
});

describe("the planner", () => {
  test("waits for the payday that is worth the wait", () => {
    const planned = plan(at(12, 12));
    expect(new Date(planned?.at ?? 0).toISOString()).toBe("2026-10-15T07:00:00.000Z");
    expect(planned?.chance).toBeCloseTo(0.5, 1);
  });

  test("makes no try that is not worth its cost, and none after the horizon", () => {
    expect(plan(at(12), { reason: "CLOSED_ACCOUNT" })).toBeNull();
    expect(plan(at(12), { until: at(12, 20) })).toBeNull();
  });

  test("never plans before the time that a rule sets", () => {
    expect(plan(at(12), { notBefore: at(18) })?.at).toBeGreaterThanOrEqual(at(18));
  });

  test("a chance with few trials is pulled to what is known of the reason", () => {
    const few = fitRetryModel([
      trial({ payday: "none" }, 10_000, 1_000),
      trial({ payday: "month", days: 3 }, 2, 2),
    ]);
    const chance = few.chance({
      reason: "INSUFFICIENT_FUNDS",
      declines: 1,
      payday: "month",
      days: 3,
    });
    expect(chance).toBeGreaterThan(0.1);
    expect(chance).toBeLessThan(0.4);
  });
});
