import { describe, expect, test } from "vitest";
import { changePoint } from "./change-point.ts";

/** Small seeded generator (mulberry32), so that the simulation is the same on every machine. */
const generator = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

const series = (seed: number, rateAt: (hour: number) => number, hours = 96, perHour = 40) => {
  const random = generator(seed);
  return Array.from({ length: hours }, (_, hour) => ({
    at: new Date(Date.UTC(2026, 9, 1, hour)).toISOString(),
    rate: {
      numerator: Array.from({ length: perHour }).filter(() => random() < rateAt(hour)).length,
      denominator: perHour,
    },
  }));
};

describe("the change point", () => {
  test("a drop of ten points is found within its window", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const found = changePoint(series(seed, (hour) => (hour < 70 ? 0.9 : 0.78)));
      const planted = new Date(Date.UTC(2026, 9, 1, 70)).getTime();
      expect(Math.abs(Date.parse(found?.at ?? "") - planted)).toBeLessThanOrEqual(6 * 3_600_000);
      expect(Date.parse(found?.window[0] ?? "")).toBeLessThanOrEqual(planted + 3_600_000 * 4);
    }
  });

  test("a steady rate has a change in fewer than one of a hundred series", () => {
    const alarms = Array.from({ length: 500 }, (_, seed) =>
      changePoint(series(seed + 1000, () => 0.87)),
    ).filter((found) => found !== null);
    expect(alarms.length).toBeLessThan(5);
  });

  test("an empty series has none", () => {
    expect(changePoint([])).toBeNull();
  });
});
