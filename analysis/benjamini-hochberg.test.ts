import fc from "fast-check";
import { expect, test } from "vitest";
import { benjaminiHochberg } from "./benjamini-hochberg.ts";

// The worked example of the paper (section 4): 15 tests, 4 stand at 5 %.
const paper = [
  0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
  0.6528, 0.759, 1,
];

test("the paper's example keeps its first four hypotheses", () => {
  expect(benjaminiHochberg(paper)).toEqual(paper.map((_, index) => index < 4));
});

test("order does not matter, and no test stands that a plain 5 % would refuse", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 40 }), (ps) => {
      const kept = benjaminiHochberg(ps);
      expect(benjaminiHochberg(ps.toReversed())).toEqual(kept.toReversed());
      for (const [index, p] of ps.entries()) if (kept[index]) expect(p).toBeLessThanOrEqual(0.05);
    }),
  );
});
