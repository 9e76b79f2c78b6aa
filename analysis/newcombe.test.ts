import fc from "fast-check";
import { expect, test } from "vitest";
import { newcombe } from "./newcombe.ts";

// Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [5, 56, 0, 29, -0.0381, 0.1926],
  [10, 10, 0, 10, 0.6075, 1],
])("%i/%i − %i/%i gives the published interval", (x1, n1, x2, n2, low, high) => {
  const interval = newcombe({ numerator: x1, denominator: n1 }, { numerator: x2, denominator: n2 });
  expect(interval[0]).toBeCloseTo(low, 4);
  expect(interval[1]).toBeCloseTo(high, 4);
});

const rate = fc
  .integer({ min: 1, max: 5000 })
  .chain((denominator) =>
    fc.record({ numerator: fc.nat({ max: denominator }), denominator: fc.constant(denominator) }),
  );

test("the interval holds the difference, and swapping the two mirrors it", () => {
  fc.assert(
    fc.property(rate, rate, (a, b) => {
      const difference = a.numerator / a.denominator - b.numerator / b.denominator;
      const [low, high] = newcombe(a, b);
      expect(low).toBeLessThanOrEqual(difference);
      expect(high).toBeGreaterThanOrEqual(difference);
      const [mirroredLow, mirroredHigh] = newcombe(b, a);
      expect(mirroredLow).toBeCloseTo(-high, 12);
      expect(mirroredHigh).toBeCloseTo(-low, 12);
    }),
  );
});
