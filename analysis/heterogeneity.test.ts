import { expect, test } from "vitest";
import { heterogeneity } from "./heterogeneity.ts";

const group = (now: number, then: number) => ({
  current: { numerator: now, denominator: 1000 },
  comparison: { numerator: then, denominator: 1000 },
});

test("a dimension in which one value moved stands out from one in which all moved alike", () => {
  const apart = heterogeneity([group(700, 900), group(900, 900), group(901, 900)]);
  const alike = heterogeneity([group(833, 900), group(834, 900), group(834, 900)]);
  expect(apart).toBeGreaterThan(10);
  expect(alike).toBeLessThan(1);
});

test("one value alone cannot be unequal", () => {
  expect(heterogeneity([group(500, 900)])).toBe(0);
});
