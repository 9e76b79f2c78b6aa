import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { twoSidedP } from "../../analysis/normal.ts";
import { keyOf, keyOfName, uniform } from "./counter.ts";
import {
  cumulated,
  kumaraswamy,
  logNormal,
  normalQuantile,
  pick,
  poisson,
} from "./distribution.ts";
import { drift } from "./drift.ts";

const n = 40_000;
const many = (value: (i: number) => number): number[] =>
  Array.from({ length: n }, (_, i) => value(i));
const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const correlation = (a: readonly number[], b: readonly number[]): number => {
  const [ma, mb] = [mean(a), mean(b)];
  const covariance = mean(a.map((x, i) => (x - ma) * ((b[i] ?? 0) - mb)));
  const spread = (values: readonly number[], m: number) =>
    Math.sqrt(mean(values.map((x) => (x - m) ** 2)));
  return covariance / (spread(a, ma) * spread(b, mb));
};
/** Of a correlation of `n` independent pairs; four of these are not met by chance. */
const noise = 4 / Math.sqrt(n);

describe("counter-based draws", () => {
  test.each([
    ["entities", (i: number) => uniform(keyOf(7, i), 3)],
    ["entities beyond 32 bits", (i: number) => uniform(keyOf(7, 2 ** 40 + i * 3), 3)],
    ["draws", (i: number) => uniform(keyOf(7, 1), i)],
    ["times", (i: number) => uniform(keyOf(7, 1), 3, i)],
    ["seeds", (i: number) => uniform(keyOf(keyOfName(i, "card"), 5), 3)],
  ])("are even over %s", (_, draw) => {
    const values = many(draw);
    const buckets = Array.from({ length: 64 }, () => 0);
    for (const value of values) {
      expect(value > 0 && value < 1).toBe(true);
      buckets[Math.floor(value * 64)] = (buckets[Math.floor(value * 64)] ?? 0) + 1;
    }
    const expected = n / 64;
    const chiSquare = buckets.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 63 degrees of freedom: mean 63, standard deviation 11.2.
    expect(chiSquare).toBeLessThan(63 + 5 * 11.2);
    expect(Math.abs(correlation(values.slice(1), values.slice(0, -1)))).toBeLessThan(noise);
  });

  test("are independent of each other", () => {
    const base = many((i) => uniform(keyOf(9, i), 4, 1));
    for (const other of [
      many((i) => uniform(keyOf(9, i), 5, 1)),
      many((i) => uniform(keyOf(9, i), 4, 2)),
      many((i) => uniform(keyOf(9, i + 1), 4, 1)),
      many((i) => uniform(keyOf(10, i), 4, 1)),
    ])
      expect(Math.abs(correlation(base, other))).toBeLessThan(noise);
  });
});

describe("distributions", () => {
  test("the normal quantile is the inverse of the normal distribution", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.499, noNaN: true }), (p) => {
        expect(twoSidedP(normalQuantile(p))).toBeCloseTo(2 * p, 6);
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 6);
      }),
    );
  });

  test("half of the log-normal values lie below the median", () => {
    expect(logNormal(0.5, 42, 0.9)).toBeCloseTo(42);
    expect(logNormal(0.3, 42, 0.9)).toBeLessThan(42);
  });

  test("Kumaraswamy's quantile inverts its distribution 1 − (1 − x^a)^b", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (u) => {
        const x = kumaraswamy(u, 1.35, 9);
        expect(1 - (1 - x ** 1.35) ** 9).toBeCloseTo(u, 9);
      }),
    );
  });

  test.each([0.3, 4, 49, 51, 700])("a Poisson count has mean and variance %d", (expected) => {
    const counts = many((i) => poisson(uniform(keyOf(3, i), 0), expected));
    const m = mean(counts);
    expect(Math.abs(m - expected)).toBeLessThan(5 * Math.sqrt(expected / n));
    expect(mean(counts.map((count) => (count - m) ** 2)) / expected).toBeCloseTo(1, 1);
  });

  test("picking finds the first place whose running total reaches the draw", () => {
    const weights = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(weights, fc.double({ min: 0.0001, max: 0.9999, noNaN: true }), (given, u) => {
        fc.pre(given.some((weight) => weight > 0));
        const shares = cumulated(given);
        expect(pick(shares, u)).toBe(shares.findIndex((share) => share >= u));
      }),
    );
  });

  test("drift is slow, centred, and known at any day", () => {
    const days = Array.from({ length: 20_000 }, (_, day) => drift(77, day));
    expect(Math.abs(mean(days))).toBeLessThan(0.15);
    expect(
      Math.max(...days.slice(1).map((value, i) => Math.abs(value - (days[i] ?? value)))),
    ).toBeLessThan(0.8);
    expect(drift(77, 12_345)).toBe(days[12_345]);
  });
});
