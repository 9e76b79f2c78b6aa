import type { DimensionValues } from "../../analysis/cells.ts";
import { isInCell, type PlantedCube } from "./planted-cube.ts";
import { normal, type Random, randomOf, sampled } from "./random.ts";

/**
 * A cube of the kind on which root-cause methods are compared in papers: five dimensions, heavy-tailed leaf values, a forecast
 * that errs by a share of each value, one to three causes of one to three dimensions, each scaling its leaves alike (ripple
 * effect) with some spread. A ratio is one such measure over another, the cause in its numerator.
 * Source of the kind: Li et al., ISSRE 2019 (Squeeze); Kalander, RiskLoc, 2022, section 5.1. Words and code are ours.
 */
export function literatureCube(
  seed: number,
  measure: PlantedCube["measure"],
  noise: number,
  causeCount: number,
): PlantedCube {
  const random = randomOf(seed);
  const cells = everyCell([10, 12, 8, 6, 4]).filter(() => random() < 0.6);
  const causes = plantedCells(random, cells, causeCount).map((cell) => ({
    cell,
    severity: 0.2 + 0.6 * random(),
    spread: 0.05 * random(),
  }));
  const scale = (values: DimensionValues) =>
    causes
      .filter(({ cell }) => isInCell(values, cell))
      .reduce((kept, one) => kept * Math.max(0, 1 - one.severity - one.spread * normal(random)), 1);
  const size = () => 20 * (-Math.log(1 - random())) ** 2;
  const erring = () => Math.max(0, 1 + noise * normal(random));
  const sized = cells.map((values) => ({ values, value: size(), now: scale(values) }));
  const lost = (cell: DimensionValues) =>
    sized
      .filter(({ values }) => isInCell(values, cell))
      .reduce((sum, { value, now }) => sum + value * (1 - now), 0);
  const planted = causes
    .map(({ cell }) => ({ cell, loss: lost(cell) }))
    .toSorted((a, b) => b.loss - a.loss)
    .map(({ cell }) => cell);
  if (measure === "additive")
    return {
      measure,
      causes: planted,
      leaves: sized.map(({ values, value, now }) => ({
        values,
        baseline: value * erring(),
        current: value * now,
      })),
    };
  return {
    measure,
    causes: planted,
    leaves: sized.map(({ values, value, now }) => {
      const trials = Math.ceil(50 * value) + 1;
      const rate = 0.4 + 0.5 * random();
      const before = Math.min(1, rate * erring());
      return {
        values,
        current: { numerator: trials * rate * now, denominator: trials },
        comparison: { numerator: trials * before, denominator: trials },
      };
    }),
  };
}

function everyCell(sizes: readonly number[]): DimensionValues[] {
  const names = ["a", "b", "c", "d", "e"];
  return sizes.reduce<DimensionValues[]>(
    (cells, size, index) =>
      cells.flatMap((cell) =>
        Array.from({ length: size }, (_, value) => ({
          ...cell,
          [names[index] ?? ""]: `${names[index]}${value}`,
        })),
      ),
    [{}],
  );
}

/** No cause lies inside another or shares leaves with one. */
function plantedCells(
  random: Random,
  cells: readonly DimensionValues[],
  count: number,
): DimensionValues[] {
  const planted: DimensionValues[] = [];
  for (let tries = 0; planted.length < count && tries < 2000; tries++) {
    const leaf = cells[Math.floor(random() * cells.length)] ?? {};
    const names = sampled(random, Object.keys(leaf), 1 + Math.floor(3 * random()));
    const cell = Object.fromEntries(names.map((name) => [name, leaf[name] ?? ""]));
    const shares = cells.some(
      (values) => isInCell(values, cell) && planted.some((other) => isInCell(values, other)),
    );
    if (!shares && cells.filter((values) => isInCell(values, cell)).length >= 5) planted.push(cell);
  }
  return planted;
}
