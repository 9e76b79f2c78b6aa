import { expect, test } from "vitest";
import { fraction, pooled } from "./rate.ts";

test("a rate of nothing is unknown, not zero", () => {
  expect(fraction({ numerator: 0, denominator: 0 })).toBeNull();
});

test("pooling adds counts, it does not average percentages", () => {
  const small = { numerator: 1, denominator: 1 };
  const large = { numerator: 0, denominator: 99 };
  expect(fraction(pooled([small, large]))).toBe(0.01);
});
