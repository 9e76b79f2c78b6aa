import { describe, expect, test } from "vitest";
import { RefusedError } from "../errors.ts";
import { allRows, type EventRow } from "./event-rows.fixture.ts";
import { defaultPolicy } from "./policy/default-policy.ts";
import type { PolicyFactory } from "./policy/policy.ts";
import { createWorld, type WorldOptions } from "./world.ts";

const options: WorldOptions = {
  seed: 5,
  days: 4,
  paymentsPerDay: 2_000,
  incidents: "none",
  endsAt: "2026-11-02T00:00:00Z",
};

/** The default policy, except that one merchant sends everything through its backup and repeats every decline after an hour. */
const differentAt =
  (merchantId: string): PolicyFactory =>
  (setting) => {
    const usual = defaultPolicy(setting);
    return {
      ...usual,
      routing: (facts, shares) => {
        if (facts.merchantId !== merchantId) usual.routing(facts, shares);
        else shares[setting.processors.indexOf(facts.backup)] = 1;
      },
      retry: (facts) => {
        if (facts.merchantId !== merchantId) return usual.retry(facts);
        return facts.attemptNo < 3 ? 60 : null;
      },
    };
  };

const usual = allRows(createWorld(options));
const busiest = [...Map.groupBy(usual, (row) => row.merchant_id)].toSorted(
  (a, b) => b[1].length - a[1].length,
)[0];
const merchantId = String(busiest?.[0]);
const changed = allRows(createWorld({ ...options, policy: differentAt(merchantId) }));

describe("common random numbers", () => {
  const others = (rows: readonly EventRow[]) =>
    rows.filter((row) => row.merchant_id !== merchantId);

  test("a policy that differs at one merchant changes nothing at the others", () => {
    expect(others(changed)).toEqual(others(usual));
    expect(changed).not.toEqual(usual);
  });

  test("the payments of that merchant are the same; what differs is what was decided", () => {
    const asked = (rows: readonly EventRow[]) =>
      rows
        .filter((row) => row.merchant_id === merchantId && row.attempt_no === 1)
        .map(({ payment_id, event_timestamp, amount, card_token, fraud_score }) => ({
          payment_id,
          event_timestamp,
          amount,
          card_token,
          fraud_score,
        }));
    expect(asked(changed)).toEqual(asked(usual));
  });

  test("where both decided alike, the first attempt ended alike", () => {
    const ended = (rows: readonly EventRow[]) =>
      new Map(
        rows
          .filter((row) => row.attempt_no === 1)
          .map((row) => [
            `${row.payment_id} ${row.processor}`,
            `${row.is_approved} ${row.decline_code_raw}`,
          ]),
      );
    const before = ended(usual);
    const common = [...ended(changed)].filter(([key]) => before.has(key));
    expect(common.length).toBeGreaterThan(usual.length / 2);
    expect(common.filter(([key, end]) => before.get(key) !== end)).toEqual([]);
  });

  test("the logged propensity is the share of the attempts that get it", () => {
    const routed = usual.filter(
      (row) => row.route_propensity !== null && row.route_propensity !== 1,
    );
    const explored = routed.filter((row) => Number(row.route_propensity) < 0.5).length;
    const expected = routed.length * 0.05 * (3 / 4);
    expect(Math.abs(explored - expected)).toBeLessThan(4 * Math.sqrt(expected));
  });

  test.each([
    ["less than one in all", [0.2, 0.2, 0.2, 0.2]],
    ["a negative share", [1.5, -0.5, 0, 0]],
    ["no number", [Number.NaN, 1, 0, 0]],
  ])("a policy that gives %s is refused", (_, given) => {
    const policy: PolicyFactory = (setting) => ({
      ...defaultPolicy(setting),
      name: "broken",
      routing: (_facts, shares) => shares.set(given),
    });
    const run = () =>
      createWorld({ ...options, policy })
        .stretches()
        .next();
    expect(run).toThrow(RefusedError);
    expect(run).toThrow(/broken/);
  });
});
