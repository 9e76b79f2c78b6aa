import { describe, expect, test } from "vitest";
import { moveValue } from "./off-policy.ts";
import { type LoggedCell, weighMove } from "./weigh-move.ts";

/** Seeded generator (mulberry32). */
const generator = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

/** Two merchants that prefer different routes and sell to different cards: raw rates mislead. */
const merchants = [
  { context: "m-1", first: "a", approval: { a: 0.7, b: 0.78 } },
  { context: "m-2", first: "b", approval: { a: 0.93, b: 0.9 } },
] as const;
const exploration = 0.2;

const logged = (seed: number, size: number): LoggedCell[] => {
  const random = generator(seed);
  return Array.from({ length: size }, (): LoggedCell => {
    const merchant = merchants[random() < 0.5 ? 0 : 1];
    const isExplored = random() < exploration;
    const other = merchant.first === "a" ? "b" : "a";
    const route = isExplored && random() < 0.5 ? other : merchant.first;
    return {
      route,
      propensity: route === merchant.first ? 1 - exploration / 2 : exploration / 2,
      context: merchant.context,
      stratum: merchant.context,
      counted: 1,
      approved: random() < merchant.approval[route] ? 1 : 0,
    };
  });
};

const move = { from: "a", to: "b" };
const valued = (cells: readonly LoggedCell[]) => moveValue(weighMove(cells, move), move);

/** What goes to a: nine in ten of the first merchant's attempts, one in ten of the second's. */
const truth = 0.9 * (0.78 - 0.7) + 0.1 * (0.9 - 0.93);

describe("moving traffic, valued from logged exploration", () => {
  test("is unbiased where the raw rates say the opposite, and its interval covers the truth as often as it says", () => {
    let covered = 0;
    let total = 0;
    const runs = 300;
    for (let seed = 1; seed <= runs; seed++) {
      const cells = logged(seed, 6000);
      const value = valued(cells);
      if (value.kind !== "estimated") throw new Error(value.kind);
      total += value.difference;
      const [low, high] = value.differenceInterval;
      covered += low <= truth && truth <= high ? 1 : 0;
    }
    expect(Math.abs(total / runs - truth)).toBeLessThan(0.005);
    expect(covered / runs).toBeGreaterThan(0.92);
    expect(covered / runs).toBeLessThan(0.99);
  });

  test("says the same of attempts one by one and of their sums", () => {
    const cells = logged(5, 6000);
    const summed = [...Map.groupBy(cells, (cell) => `${cell.context} ${cell.route}`).values()].map(
      (own): LoggedCell => ({
        ...(own[0] as LoggedCell),
        counted: own.length,
        approved: own.filter((cell) => cell.approved === 1).length,
      }),
    );
    const [one, all] = [cells, summed].map((own) => valued(own));
    if (one?.kind !== "estimated" || all?.kind !== "estimated") throw new Error("no estimate");
    expect(all.difference).toBeCloseTo(one.difference, 12);
    expect(all.effective).toBeCloseTo(one.effective, 8);
    expect(all.doublyRobust).toBeCloseTo(one.doublyRobust, 12);
  });

  test("with equal weights is the plain rate of the explored attempts", () => {
    const cell = { context: "m", stratum: "s", propensity: 0.5 };
    const value = valued([
      { ...cell, route: "a", counted: 1000, approved: 800 },
      { ...cell, route: "b", counted: 1000, approved: 850 },
    ]);
    expect(value).toMatchObject({ kind: "estimated", snips: 0.85, effective: 1000, clipped: 0 });
  });

  const terminal = { context: "till", stratum: "s", propensity: 1, route: "a" };
  test.each<[string, LoggedCell[]]>([
    ["no_overlap", [{ ...terminal, counted: 1000, approved: 900 }]],
    ["no_traffic", [{ ...terminal, route: "b", counted: 1000, approved: 900 }]],
    ["not_logged", [{ ...terminal, propensity: null, counted: 1000, approved: 900 }]],
    [
      "thin",
      [
        { ...terminal, propensity: 0.99, counted: 1000, approved: 900 },
        { ...terminal, propensity: 0.01, route: "b", counted: 10, approved: 9 },
      ],
    ],
  ])("is refused as %s", (kind, cells) => {
    expect(valued(cells).kind).toBe(kind);
  });

  test("clips weights and counts what was clipped", () => {
    const value = valued([
      { ...terminal, propensity: 0.99, counted: 10_000, approved: 9000 },
      { ...terminal, propensity: 0.001, route: "b", counted: 300, approved: 200 },
    ]);
    expect(value).toMatchObject({ kind: "estimated", clipped: 300, snips: 200 / 300 });
  });
});
