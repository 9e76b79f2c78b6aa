import { expect, test } from "vitest";
import { moveValue } from "../analysis/off-policy.ts";
import { type LoggedCell, weighMove } from "../analysis/weigh-move.ts";
import { type AttemptFact, factsLakehouse, scopeOf } from "./facts.fixture.ts";
import { routeExploration } from "./route-exploration.ts";

/** Three merchants whose policies explore differently, one of them not at all. */
const attempts = Array.from({ length: 8000 }, (_, index): AttemptFact => {
  const merchant = index % 3;
  const isExplored = merchant < 2 && (index * 7) % 10 < merchant + 1;
  const isSouth = (merchant === 0) !== isExplored;
  const chance = (merchant + 1) / 10;
  return {
    transaction_id: `t-${index}`,
    event_timestamp: new Date(Date.UTC(2026, 9, 8, 0, 0, index)).toISOString(),
    is_approved: (index * 11) % 10 < 8,
    merchant_id: `m-${merchant}`,
    entry_mode: merchant === 2 ? "chip" : "ecom",
    route_policy: "static",
    processor: isSouth ? "south" : "north",
    route_propensity: merchant === 2 ? 1 : isExplored ? chance : 1 - chance,
    issuer_country: index % 5 === 0 ? null : "BR",
  };
});

test("the statement weighs as the pure function does", async () => {
  const move = { from: "south", to: "north" };
  const lake = await factsLakehouse(attempts);
  const { result } = await routeExploration.run(
    { by: ["issuer_country"], within: {}, ...move, clip: 200 },
    {
      warehouse: lake.warehouse,
      scope: scopeOf(["2026-10-08T00:00:00.000Z", "2026-10-09T00:00:00.000Z"], null),
      signal: new AbortController().signal,
    },
  );
  lake.close();
  const cells = attempts.map(
    (row): LoggedCell => ({
      route: String(row.processor),
      propensity: Number(row.route_propensity),
      context: String(row.merchant_id),
      stratum: String(row.issuer_country),
      counted: 1,
      approved: row.is_approved ? 1 : 0,
    }),
  );
  const expected = moveValue(weighMove(cells, move), move);
  const value = moveValue(result, move);
  if (value.kind !== "estimated" || expected.kind !== "estimated") throw new Error(value.kind);
  expect(value.stayed).toEqual(expected.stayed);
  expect(value.coverage).toEqual(expected.coverage);
  expect(value.explored).toBe(expected.explored);
  for (const name of ["snips", "ips", "doublyRobust", "effective", "difference"] as const)
    expect(value[name] / expected[name]).toBeCloseTo(1, 3);
});
