import { expect, test } from "vitest";
import { chooseRoutes, type SegmentOffers } from "./route-value.ts";

const offer = (route: string, approval: number, n: number, feeShare: number) => ({
  route,
  approval,
  variance: (approval * (1 - approval)) / n,
  feeShare,
});
const segment = (offers: SegmentOffers["offers"]): SegmentOffers => ({
  segment: "BR",
  current: "a",
  offers,
});

test("a better route is chosen where the gain is beyond the noise", () => {
  const [choice] = chooseRoutes(
    [segment([offer("a", 0.8, 10_000, 0.01), offer("b", 0.85, 10_000, 0.01)])],
    0.3,
  );
  expect(choice?.chosen).toBe("b");
  expect(choice?.gain).toBeCloseTo(0.05 * 0.3, 12);
  expect(choice?.interval[0]).toBeGreaterThan(0);
});

test("inside the noise nothing moves, whatever the point estimate says", () => {
  const [choice] = chooseRoutes(
    [segment([offer("a", 0.8, 300, 0.01), offer("b", 0.83, 300, 0.01)])],
    0.3,
  );
  expect(choice).toMatchObject({ chosen: "a", gain: 0, order: ["b", "a"] });
});

test("a route that approves more but costs more than that is worth is not chosen", () => {
  const [choice] = chooseRoutes(
    [segment([offer("a", 0.8, 1e6, 0.01), offer("b", 0.82, 1e6, 0.03)])],
    0.3,
  );
  expect(choice?.chosen).toBe("a");
});

test("equal routes are switched in at most one of twenty worlds of twenty segments", () => {
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32;
  };
  // A sum of twelve uniforms has variance one.
  const normal = () => Array.from({ length: 12 }, random).reduce((a, b) => a + b, -6);
  let switched = 0;
  const worlds = 300;
  for (let world = 0; world < worlds; world++) {
    const segments = Array.from({ length: 20 }, (_, at) => ({
      segment: String(at),
      current: "a",
      offers: ["a", "b"].map((route) => ({
        route,
        approval: 0.85 + 0.01 * normal(),
        variance: 0.01 ** 2,
        feeShare: 0.01,
      })),
    }));
    if (chooseRoutes(segments, 0.3).some(({ chosen }) => chosen !== "a")) switched += 1;
  }
  expect(switched / worlds).toBeLessThan(0.05);
});
