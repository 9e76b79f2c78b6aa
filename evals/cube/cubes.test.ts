import { describe, expect, test } from "vitest";
import { explainCube } from "../../cube/explain-cube.ts";
import { literatureCube } from "./literature-cube.ts";
import { paymentsCube } from "./payments-cube.ts";
import type { PlantedCube } from "./planted-cube.ts";

const explained = ({ causes: _, ...cube }: PlantedCube) =>
  explainCube({ dimensions: Object.keys(cube.leaves[0]?.values ?? {}), ...cube });

const nameOf = (cell: Readonly<Record<string, string>>) =>
  JSON.stringify(Object.entries(cell).toSorted());

describe("the explanation of a cube", () => {
  test("of payments names the planted cells first, and nothing where nothing was planted", () => {
    for (const seed of [1, 2, 3]) {
      const cube = paymentsCube(seed, 120_000, 2);
      const planted = new Set(cube.causes.map(nameOf));
      expect(planted).toContain(nameOf(explained(cube).causes[0]?.cell ?? {}));
      expect(explained(paymentsCube(seed, 60_000, 0)).verdict).toBe("none");
    }
  });

  test.each(["additive", "ratio"] as const)(
    "of the literature's kind names exactly the planted cells: %s",
    (measure) => {
      for (const seed of [1, 2, 3]) {
        const cube = literatureCube(seed, measure, 0.03, seed);
        const found = explained(cube).causes.map(({ cell }) => nameOf(cell));
        expect(found.toSorted()).toEqual(cube.causes.map(nameOf).toSorted());
      }
    },
  );

  test("has shares that make up the whole change: causes, rest and mix", () => {
    for (const cube of [paymentsCube(4, 60_000, 1), literatureCube(4, "additive", 0.05, 2)]) {
      const { causes, rest, mixShare } = explained(cube);
      const shares = [...causes.map(({ share }) => share), rest?.share, mixShare];
      expect(shares.reduce<number>((sum, share) => sum + (share ?? 0), 0)).toBeCloseTo(1, 9);
      for (const { share, interval } of causes)
        expect((interval?.[0] ?? 1) <= (share ?? 0) && (share ?? 0) <= (interval?.[1] ?? 0)).toBe(
          true,
        );
    }
  });

  test("says that everything moved alike where no dimension tells why", () => {
    const leaves = ["BR", "DE", "US", "MX"].map((country) => ({
      values: { country },
      comparison: { numerator: 900, denominator: 1000 },
      current: { numerator: 800, denominator: 1000 },
    }));
    const { verdict, causes } = explainCube({ measure: "ratio", dimensions: ["country"], leaves });
    expect({ verdict, causes }).toEqual({ verdict: "external", causes: [] });
  });
});
