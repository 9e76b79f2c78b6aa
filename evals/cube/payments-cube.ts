import type { DimensionValues } from "../../analysis/cells.ts";
import { isInCell, type PlantedCube } from "./planted-cube.ts";
import { binomial, drawn, normal, type Random, randomOf, sampled } from "./random.ts";

/** Values per dimension, as payments have them; an issuer belongs to one country. */
const sizes = {
  network: 4,
  funding: 3,
  country: 12,
  processor: 4,
  solution: 5,
  segment: 8,
} as const;
const issuersPerCountry = 4;

/**
 * Attempts and approvals over seven dimensions in two periods: skewed, with issuers nested in countries, rates that differ by
 * value, a little drift of every value, a mix that moves, and 0 to 3 causes that cost between 5 and 40 points.
 */
export function paymentsCube(seed: number, attempts: number, causeCount: number): PlantedCube {
  const random = randomOf(seed);
  const weights = Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [name, skewed(random, size)]),
  );
  const moved = Object.fromEntries(
    Object.entries(weights).map(([name, own]) => [
      name,
      own.map((weight) => weight * Math.exp(0.1 * normal(random))),
    ]),
  );
  const effects = Object.fromEntries(
    [...Object.entries(sizes), ["issuer", sizes.country * issuersPerCountry] as const].map(
      ([name, size]) => [name, Array.from({ length: size }, () => 0.35 * normal(random))],
    ),
  );
  const drift = Object.fromEntries(
    Object.entries(effects).map(([name, own]) => [name, own.map(() => 0.02 * normal(random))]),
  );
  const issuers = Array.from({ length: sizes.country }, () => skewed(random, issuersPerCountry));
  const draw = (from: Record<string, number[]>) => {
    const codes = Object.entries(from).map(([name, own]) => [name, drawn(random, own)] as const);
    const country = codes.find(([name]) => name === "country")?.[1] ?? 0;
    const issuer = country * issuersPerCountry + drawn(random, issuers[country] ?? []);
    return [...codes, ["issuer", issuer] as const];
  };
  const leaves = new Map<string, { codes: ReturnType<typeof draw>; now: number; before: number }>();
  for (const [period, from] of [
    ["before", weights],
    ["now", moved],
  ] as const)
    for (let attempt = 0; attempt < attempts / 2; attempt++) {
      const codes = draw(from);
      const key = codes.map(([, code]) => code).join();
      const leaf = leaves.get(key) ?? { codes, now: 0, before: 0 };
      leaf[period]++;
      leaves.set(key, leaf);
    }
  const named = [...leaves.values()].map((leaf) => ({
    ...leaf,
    values: Object.fromEntries(leaf.codes.map(([name, code]) => [name, `${name} ${code}`])),
  }));
  const causes = plantedCells(random, named, attempts / 2, causeCount);
  const sum = (of: typeof effects, codes: ReturnType<typeof draw>) =>
    codes.reduce((total, [name, code]) => total + (of[name]?.[code] ?? 0), 0);
  return {
    measure: "ratio",
    causes: causes.map(({ cell }) => cell),
    leaves: named.map(({ codes, now, before, values }) => {
      const odds = 1.9 + sum(effects, codes);
      const lost = causes
        .filter(({ cell }) => isInCell(values, cell))
        .reduce((kept, { share }) => kept * (1 - share), 1);
      return {
        values,
        current: {
          numerator: binomial(random, now, lost * logistic(odds + sum(drift, codes))),
          denominator: now,
        },
        comparison: { numerator: binomial(random, before, logistic(odds)), denominator: before },
      };
    }),
  };
}

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

const skewed = (random: Random, size: number): number[] =>
  Array.from({ length: size }, (_, rank) => (0.5 + random()) / (rank + 1));

/** Cells of one to three dimensions that hold between 0.5 and 20 % of the traffic, none inside another. */
function plantedCells(
  random: Random,
  leaves: readonly { readonly values: DimensionValues; readonly now: number }[],
  attempts: number,
  count: number,
): { cell: DimensionValues; share: number; loss: number }[] {
  const planted: { cell: DimensionValues; share: number; loss: number }[] = [];
  for (let tries = 0; planted.length < count && tries < 2000; tries++) {
    const values = leaves[Math.floor(random() * leaves.length)]?.values ?? {};
    const names = sampled(
      random,
      Object.keys(values).filter((name) => name !== "country" || tries % 2 === 0),
      1 + Math.floor(3 * random()),
    );
    // An issuer says its country.
    const chosen = names.includes("issuer") ? names.filter((name) => name !== "country") : names;
    const cell = Object.fromEntries(chosen.map((name) => [name, values[name] ?? ""]));
    const size = leaves
      .filter((leaf) => isInCell(leaf.values, cell))
      .reduce((sum, leaf) => sum + leaf.now, 0);
    const overlaps = planted.some((other) =>
      leaves.some((leaf) => isInCell(leaf.values, cell) && isInCell(leaf.values, other.cell)),
    );
    const share = 0.05 + 0.35 * random();
    // What chance hides nobody can find: a loss of six standard errors of the cell by itself.
    const isVisible = share * size * 0.85 > 6 * Math.sqrt(2 * size * 0.85 * 0.15);
    if (!isVisible || size < 0.005 * attempts || size > 0.2 * attempts || overlaps) continue;
    planted.push({ cell, share, loss: share * size });
  }
  return planted.toSorted((a, b) => b.loss - a.loss);
}
