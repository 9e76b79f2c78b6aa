import fc from "fast-check";
import { expect, test } from "vitest";
import { wilson } from "./wilson.ts";

// Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("%i of %i gives the published score interval", (numerator, denominator, low, high) => {
  const [l, h] = wilson({ numerator, denominator });
  expect(l).toBeCloseTo(low, 4);
  expect(h).toBeCloseTo(high, 4);
});

test("no observations say nothing", () => {
  expect(wilson({ numerator: 0, denominator: 0 })).toEqual([0, 1]);
});

const rate = fc
  .nat({ max: 5000 })
  .chain((denominator) =>
    fc.record({ numerator: fc.nat({ max: denominator }), denominator: fc.constant(denominator) }),
  );

test("the interval holds the estimate, stays inside 0 to 1 and narrows with more data", () => {
  fc.assert(
    fc.property(rate, ({ numerator, denominator }) => {
      const [low, high] = wilson({ numerator, denominator });
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      if (denominator === 0) return;
      expect(low).toBeLessThanOrEqual(numerator / denominator);
      expect(high).toBeGreaterThanOrEqual(numerator / denominator);
      const more = wilson({ numerator: 4 * numerator, denominator: 4 * denominator });
      expect(more[1] - more[0]).toBeLessThan(high - low);
    }),
  );
});
