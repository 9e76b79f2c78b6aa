import { describe, expect, test } from "vitest";
import { type RouteCell, standardise, standardisedDifference } from "./standardise.ts";

const cell = (
  route: string,
  stratum: string,
  numerator: number,
  denominator: number,
): RouteCell => ({
  route,
  stratum,
  rate: { numerator, denominator },
});

// A takes easy traffic and is worse in both strata: raw it leads, like for like it trails.
const simpson = [
  cell("A", "easy", 900, 1000),
  cell("A", "hard", 60, 100),
  cell("B", "easy", 93, 100),
  cell("B", "hard", 670, 1000),
];

describe("direct standardisation", () => {
  test("the raw leader that has the easy traffic is not the leader like for like", () => {
    const { routes, coverage } = standardise(simpson);
    expect(routes.map((route) => route.route)).toEqual(["B", "A"]);
    expect(coverage).toEqual({ numerator: 2200, denominator: 2200 });
    // Both strata hold 1,100 of 2,200 attempts: half weight each.
    expect(routes[0]?.rate).toBeCloseTo((0.93 + 0.67) / 2, 12);
    expect(routes[1]?.rate).toBeCloseTo((0.9 + 0.6) / 2, 12);
  });

  test("identical mixes are left as they are", () => {
    const { routes } = standardise([
      cell("A", "x", 80, 100),
      cell("A", "y", 50, 100),
      cell("B", "x", 70, 100),
      cell("B", "y", 60, 100),
    ]);
    for (const route of routes)
      expect(route.rate).toBeCloseTo(route.raw.numerator / route.raw.denominator, 12);
  });

  test("routes without common traffic are named as not comparable", () => {
    const { routes, notComparable } = standardise([
      cell("A", "x", 80, 100),
      cell("B", "y", 70, 100),
    ]);
    expect(routes).toEqual([]);
    expect(notComparable).toEqual(["A", "B"]);
  });

  test("a thin third route is left out and the other two are still compared", () => {
    const { routes, notComparable } = standardise([...simpson, cell("C", "other", 5, 9)]);
    expect(routes.map((route) => route.route)).toEqual(["B", "A"]);
    expect(notComparable).toEqual(["C"]);
  });

  test("the interval of a difference holds it and its sign turns with the order", () => {
    const { routes } = standardise(simpson);
    const [b, a] = routes;
    if (a === undefined || b === undefined) throw new Error("two routes are compared");
    const there = standardisedDifference(b, a);
    const back = standardisedDifference(a, b);
    expect(there.difference).toBeCloseTo(-back.difference, 12);
    expect(there.interval[0]).toBeLessThan(there.difference);
    expect(there.interval[1]).toBeGreaterThan(there.difference);
  });
});
