import { describe, expect, test } from "vitest";
import type { RatioLeaf as Leaf } from "./ratio-movement.ts";
import { rootCause } from "./root-cause.ts";

const countries = ["BR", "DE", "US"];
const fundings = ["credit", "debit"];
const processors = ["north", "south"];

const leaves = (rateNow: (values: Record<string, string>) => number): Leaf[] =>
  countries.flatMap((issuer_country) =>
    fundings.flatMap((funding_type) =>
      processors.map((processor) => {
        const values = { issuer_country, funding_type, processor };
        return {
          values,
          current: { numerator: Math.round(1000 * rateNow(values)), denominator: 1000 },
          comparison: { numerator: 900, denominator: 1000 },
        };
      }),
    ),
  );

/** Small seeded generator (mulberry32), so that the simulation is the same on every machine. */
const generator = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

describe("the root cause", () => {
  test("a drop planted in two dimensions is named by exactly these two", () => {
    const suspects = rootCause(
      leaves((v) => (v.issuer_country === "BR" && v.funding_type === "debit" ? 0.7 : 0.9)),
    );
    expect(suspects.map((s) => s.cell)).toEqual([{ issuer_country: "BR", funding_type: "debit" }]);
    expect(suspects[0]?.excess).toBeCloseTo(-400, 6);
  });

  test("a drop of one whole processor is not narrowed further than the data say", () => {
    const suspects = rootCause(leaves((v) => (v.processor === "north" ? 0.8 : 0.9)));
    expect(suspects.map((s) => s.cell)).toEqual([{ processor: "north" }]);
  });

  test("two separate drops are both named, the larger first", () => {
    const suspects = rootCause(
      leaves((v) =>
        v.issuer_country === "BR" && v.funding_type === "debit"
          ? 0.6
          : v.issuer_country === "DE" && v.processor === "south"
            ? 0.75
            : 0.9,
      ),
    );
    expect(suspects.map((s) => s.cell)).toEqual([
      { issuer_country: "BR", funding_type: "debit" },
      { issuer_country: "DE", processor: "south" },
    ]);
  });

  test("a drop that is the same everywhere has no cell to blame", () => {
    expect(rootCause(leaves(() => 0.85))).toEqual([]);
  });

  test("nothing moved: nothing is blamed", () => {
    expect(rootCause(leaves(() => 0.9))).toEqual([]);
  });

  test("a move of the mix alone is no cause", () => {
    const mixed: Leaf[] = [
      {
        values: { funding_type: "credit" },
        current: { numerator: 900, denominator: 1000 },
        comparison: { numerator: 8100, denominator: 9000 },
      },
      {
        values: { funding_type: "debit" },
        current: { numerator: 6300, denominator: 9000 },
        comparison: { numerator: 700, denominator: 1000 },
      },
    ];
    expect(rootCause(mixed)).toEqual([]);
  });

  test("the remainder of a cause is not blamed in its place where the cause itself is too small to name", () => {
    const value = (funding_type: string, now: number, before: number, n: number): Leaf => ({
      values: { funding_type },
      current: { numerator: now, denominator: n },
      comparison: { numerator: before, denominator: n },
    });
    const thin = [value("prepaid", 20, 70, 79), value("credit", 800, 900, 1000)];
    expect(rootCause(thin)).toEqual([]);
  });

  test("noise is blamed in fewer than one of a hundred worlds", () => {
    const random = generator(5);
    const draw = (p: number, n: number) => ({
      numerator: Array.from({ length: n }).filter(() => random() < p).length,
      denominator: n,
    });
    const still = (): Leaf[] =>
      leaves(() => 0).map(({ values }) => {
        const p = 0.75 + 0.2 * random();
        const n = 10 + Math.floor(80 * random());
        return { values, current: draw(p, n), comparison: draw(p, n) };
      });
    const limits = { minimumSample: 30, atMost: 3 };
    const blamed = Array.from({ length: 200 }, () => rootCause(still(), limits)).filter(
      (suspects) => suspects.length > 0,
    );
    expect(blamed.length).toBeLessThan(2);
  });

  test("a small cell that was always approved before does not outrank a large drop", () => {
    const leaf = (country: string, current: [number, number], comparison: [number, number]) => ({
      values: { issuer_country: country },
      current: { numerator: current[0], denominator: current[1] },
      comparison: { numerator: comparison[0], denominator: comparison[1] },
    });
    const suspects = rootCause(
      [
        leaf("BR", [48, 138], [81, 111]),
        leaf("US", [33, 40], [38, 38]),
        leaf("DE", [230, 290], [235, 297]),
      ],
      { minimumSample: 30, atMost: 3 },
    );
    expect(suspects.map((s) => s.cell)).toEqual([{ issuer_country: "BR" }]);
  });
});
