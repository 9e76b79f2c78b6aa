import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cellsOf, type DimensionValues } from "./cells.ts";

const value = fc.constantFrom("a", "b", "c");
const leaves = fc.array(fc.record({ network: value, country: value, funding: value }), {
  maxLength: 30,
});

/** All combinations by trying every one, each dimension with every value or left open. */
function tried(rows: readonly DimensionValues[], atLeast: number): Map<string, number[]> {
  const choices = [undefined, "a", "b", "c"];
  const found = new Map<string, number[]>();
  for (const country of choices)
    for (const funding of choices)
      for (const network of choices) {
        const wanted = Object.entries({ country, funding, network }).filter(([, v]) => v);
        const inside = [...rows.keys()].filter((index) =>
          wanted.every(([dimension, v]) => rows[index]?.[dimension] === v),
        );
        if (wanted.length > 0 && inside.length >= atLeast)
          found.set(JSON.stringify(wanted), inside);
      }
  return found;
}

describe("cells of leaves", () => {
  test("are all combinations that occur and are large enough, each once, with all leaves inside", () => {
    fc.assert(
      fc.property(leaves, fc.integer({ min: 1, max: 6 }), (rows, atLeast) => {
        const cells = cellsOf(rows, (inside) => inside.length >= atLeast);
        const keys = cells.map((cell) => JSON.stringify(Object.entries(cell.values)));
        expect(new Map(cells.map((cell, at) => [keys[at] ?? "", [...cell.leaves]]))).toEqual(
          tried(rows, atLeast),
        );
        expect(new Set(keys).size).toBe(cells.length);
      }),
    );
  });

  test("come in the same order whatever the order of the leaves", () => {
    fc.assert(
      fc.property(leaves, (rows) => {
        const names = (of: readonly DimensionValues[]) =>
          cellsOf(of, () => true).map(({ values }) => values);
        expect(names(rows.toReversed())).toEqual(names(rows));
      }),
    );
  });

  test("of nothing are none", () => {
    expect(cellsOf([], () => true)).toEqual([]);
  });
});
