import { additiveMovements } from "../analysis/additive-movement.ts";
import { searchCauses } from "../analysis/cause-search.ts";
import type { DimensionValues } from "../analysis/cells.ts";
import { evidence, type Movement, strength } from "../analysis/movement.ts";
import { z95 } from "../analysis/normal.ts";
import { type Interval, pooled, type Rate } from "../analysis/rate.ts";
import { ratioMovements } from "../analysis/ratio-movement.ts";
import type { Cube } from "./cube.ts";

/** A ratio stays numerator and denominator; a measure that sums is a number. */
export type Value = Rate | number;

/** What moved together: a cause, or all that no cause explains. */
export interface Part {
  /** Of its leaves. */
  readonly baseline: Value;
  readonly current: Value;
  /** Successes (ratio) or amount gained (+) or lost (−) against the baseline, the mix as it is now. */
  readonly excess: number;
  /** Of the cube's change, 1 being all of it; negative against its direction. Null where the cube as a whole did not change. */
  readonly share: number | null;
  /** 95 % interval of `share`. */
  readonly interval: Interval | null;
  /** Standard errors by which it moved. */
  readonly z: number;
}

export interface CubeExplanation {
  readonly measure: Cube["measure"];
  readonly dimensions: readonly string[];
  readonly leaves: number;
  readonly baseline: Value;
  readonly current: Value;
  /** Fraction (ratio) or amount; null where there is no rate. */
  readonly change: number | null;
  /** `causes`: cells moved by themselves. `external`: everything moved alike, none of the dimensions tells why. `none`: chance. */
  readonly verdict: "causes" | "external" | "none";
  /** Most certain first: what chance could make as well is not ranked by its size. */
  readonly causes: readonly (Part & { readonly cell: DimensionValues })[];
  readonly rest: Part | null;
  /** What a change of the mix adds to the change of a ratio, leaves seen in one period only included. */
  readonly mixShare: number | null;
}

const atMost = 10;
/** A ratio's cell with fewer observations, the harmonic mean of both periods, is not named. */
const minimumSize = { ratio: 30, additive: 1 } as const;
/** Standard errors from which everything together counts as moved. */
const surelyMoved = 3.29;

/** Which cells of a cube moved by themselves, and what part of its change each makes. */
export function explainCube(cube: Cube): CubeExplanation {
  const parts =
    cube.measure === "ratio"
      ? partsOf(ratioMovements(cube.leaves), minimumSize.ratio, ratioPart)
      : partsOf(additiveMovements(cube.leaves), minimumSize.additive, additivePart);
  const { baseline, current, change, whole } = totalsOf(cube);
  const shared = ({ excess, error, ...part }: Raw): Part => ({
    ...part,
    excess,
    share: whole === 0 ? null : excess / whole,
    interval:
      whole === 0 ? null : ends((excess - z95 * error) / whole, (excess + z95 * error) / whole),
  });
  const causes = parts.causes.map(({ cell, ...raw }) => ({ cell, ...shared(raw) }));
  const rest = parts.rest === null ? null : shared(parts.rest);
  const explained = [...parts.causes, ...(parts.rest ? [parts.rest] : [])].reduce(
    (sum, { excess }) => sum + excess,
    0,
  );
  return {
    measure: cube.measure,
    dimensions: cube.dimensions,
    leaves: cube.leaves.length,
    baseline,
    current,
    change,
    verdict:
      causes.length > 0 ? "causes" : Math.abs(rest?.z ?? 0) >= surelyMoved ? "external" : "none",
    causes,
    rest,
    mixShare: cube.measure === "additive" || whole === 0 ? null : 1 - explained / whole,
  };
}

/** A part before it is set against the whole. */
type Raw = Omit<Part, "share" | "interval"> & { readonly error: number };

const ends = (a: number, b: number): Interval => (a < b ? [a, b] : [b, a]);

function partsOf<Leaf extends Movement>(
  movements: readonly Leaf[],
  minimum: number,
  partOf: (leaves: readonly Leaf[]) => Omit<Raw, "z">,
) {
  const found = searchCauses(movements, { minimumSize: minimum, atMost });
  const explained = new Set(found.flatMap(({ leaves }) => leaves));
  const left = movements.filter((_, index) => !explained.has(index));
  return {
    causes: found.map(({ values, leaves, z }) => ({
      cell: values,
      z,
      ...partOf(leaves.flatMap((index) => movements[index] ?? [])),
    })),
    rest: left.length === 0 ? null : { ...partOf(left), z: zOf(left) },
  };
}

function zOf(leaves: readonly Movement[]): number {
  const together = {
    score: leaves.reduce((sum, one) => sum + (one.reach * one.excess) / one.variance, 0),
    information: leaves.reduce((sum, one) => sum + one.reach ** 2 / one.variance, 0),
  };
  return Math.sign(strength(together)) * Math.sqrt(evidence(together));
}

const summed = (leaves: readonly Movement[], of: "excess" | "variance" | "size") =>
  leaves.reduce((sum, leaf) => sum + leaf[of], 0);

/** The Mantel–Haenszel difference of rates, times the denominator of now: Greenland and Robins, Biometrics 41 (1985) 55–68. */
function ratioPart(leaves: Readonly<ReturnType<typeof ratioMovements>>): Omit<Raw, "z"> {
  const current = pooled(leaves.map((leaf) => leaf.current));
  const baseline = pooled(leaves.map((leaf) => leaf.comparison));
  const scale = current.denominator / (summed(leaves, "size") / 2);
  return {
    current,
    baseline,
    excess: scale * summed(leaves, "excess"),
    error: scale * Math.sqrt(summed(leaves, "variance")),
  };
}

const additivePart = (leaves: Readonly<ReturnType<typeof additiveMovements>>): Omit<Raw, "z"> => ({
  current: leaves.reduce((sum, leaf) => sum + leaf.current, 0),
  baseline: leaves.reduce((sum, leaf) => sum + leaf.baseline, 0),
  excess: summed(leaves, "excess"),
  error: Math.sqrt(summed(leaves, "variance")),
});

/** `whole` is the change in the unit of `excess`. */
function totalsOf(cube: Cube) {
  if (cube.measure === "additive") {
    const baseline = cube.leaves.reduce((sum, leaf) => sum + leaf.baseline, 0);
    const current = cube.leaves.reduce((sum, leaf) => sum + leaf.current, 0);
    return { baseline, current, change: current - baseline, whole: current - baseline };
  }
  const baseline = pooled(cube.leaves.map((leaf) => leaf.comparison));
  const current = pooled(cube.leaves.map((leaf) => leaf.current));
  const change =
    baseline.denominator === 0 || current.denominator === 0
      ? null
      : current.numerator / current.denominator - baseline.numerator / baseline.denominator;
  return { baseline, current, change, whole: (change ?? 0) * current.denominator };
}
