import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mixAndRate } from "./mix-and-rate.ts";

const group = (key: string, now: [number, number], then: [number, number]) => ({
  key,
  current: { numerator: now[0], denominator: now[1] },
  comparison: { numerator: then[0], denominator: then[1] },
});

describe("the split into mix and rate", () => {
  test("four points of traffic moving from 90 % to 80 % cards cost 0.4 pp of mix and nothing of rate", () => {
    const split = mixAndRate([
      group("credit", [5040, 5600], [5400, 6000]),
      group("debit", [3520, 4400], [3200, 4000]),
    ]);
    expect(split?.changePp).toBeCloseTo(-0.4, 10);
    expect(split?.mixPp).toBeCloseTo(-0.4, 10);
    expect(split?.ratePp).toBeCloseTo(0, 10);
    expect(split?.mixLed).toBe(true);
  });

  test("every group up and the total down is recognised", () => {
    const split = mixAndRate([
      group("credit", [1820, 2000], [7200, 8000]),
      group("debit", [5680, 8000], [1400, 2000]),
    ]);
    expect(split?.changePp).toBeLessThan(0);
    expect(split?.ratePp).toBeGreaterThan(0);
    expect(split?.mixLed).toBe(true);
  });

  test("an empty period has no change", () => {
    expect(mixAndRate([group("credit", [1, 2], [0, 0])])).toBeNull();
  });

  const rate = fc
    .nat({ max: 3000 })
    .chain((n) => fc.record({ numerator: fc.nat({ max: n }), denominator: fc.constant(n) }));

  test("parts and groups sum to the change without residual, whatever the groups", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.string(), current: rate, comparison: rate }), {
          minLength: 1,
          maxLength: 12,
        }),
        (groups) => {
          const split = mixAndRate(groups);
          if (split === null) return;
          const share = (side: "current" | "comparison") =>
            groups.reduce((s, g) => s + g[side].numerator, 0) /
            groups.reduce((s, g) => s + g[side].denominator, 0);
          const change = 100 * (share("current") - share("comparison"));
          const summed = split.contributions.reduce((s, c) => s + c.totalPp, 0);
          expect(split.changePp).toBeCloseTo(change, 8);
          expect(split.mixPp + split.ratePp).toBeCloseTo(change, 8);
          expect(summed).toBeCloseTo(change, 8);
        },
      ),
    );
  });
});
