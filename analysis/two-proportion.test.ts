import { expect, test } from "vitest";
import { twoSidedP } from "./normal.ts";
import { twoProportion } from "./two-proportion.ts";

test.each([
  [1.959964, 0.05],
  [2.575829, 0.01],
  [3.290527, 0.001],
  [6.10941, 1e-9],
])("a value of %f standard errors has the tabulated probability", (z, p) => {
  expect(twoSidedP(z) / p).toBeCloseTo(1, 4);
});

test("the square of z is Pearson's chi-square of the same fourfold table", () => {
  const [a, b, c, d] = [56, 14, 48, 32];
  const chiSquare =
    ((a + b + c + d) * (a * d - b * c) ** 2) / ((a + b) * (c + d) * (a + c) * (b + d));
  const { z } = twoProportion(
    { numerator: a, denominator: a + b },
    { numerator: c, denominator: c + d },
  );
  expect(z ** 2).toBeCloseTo(chiSquare, 9);
});

test("nothing observed, or nothing that varies, is no evidence", () => {
  const none = { numerator: 0, denominator: 0 };
  const all = { numerator: 9, denominator: 9 };
  expect(twoProportion(none, all).p).toBe(1);
  expect(twoProportion(all, { numerator: 5, denominator: 5 }).p).toBe(1);
});
