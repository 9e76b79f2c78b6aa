/** One value per dimension. */
export type DimensionValues = Readonly<Record<string, string>>;

/** A set of dimension values, and which leaves (by index, ascending) have them all. */
export interface Cell {
  readonly values: DimensionValues;
  readonly leaves: Int32Array;
}

/**
 * Every combination of values that occurs, of one dimension up to `mostDimensions`, in an order that the order of leaves does not
 * change. `isLarge` must be false of a part of what it is false of: a cell that is not large is neither listed nor split,
 * which is what keeps many dimensions affordable.
 */
export function cellsOf(
  leaves: readonly DimensionValues[],
  isLarge: (leaves: Int32Array) => boolean,
  mostDimensions = Number.POSITIVE_INFINITY,
): Cell[] {
  const dimensions = Object.keys(leaves[0] ?? {})
    .toSorted()
    .map((name) => coded(name, leaves));
  const cells: Cell[] = [];
  // Dimensions are added in their order, so each combination is reached once.
  const split = (
    inside: Int32Array,
    from: number,
    depth: number,
    chosen: DimensionValues,
  ): void => {
    if (depth > mostDimensions) return;
    for (let at = from; at < dimensions.length; at++) {
      const dimension = dimensions[at];
      if (dimension === undefined) continue;
      for (const [code, group] of grouped(inside, dimension)) {
        if (!isLarge(group)) continue;
        const values = { ...chosen, [dimension.name]: dimension.values[code] ?? "" };
        cells.push({ values, leaves: group });
        split(group, at + 1, depth + 1, values);
      }
    }
  };
  split(Int32Array.from(leaves.keys()), 0, 1, {});
  return cells;
}

/** One dimension with its values as numbers, in the order of the values: comparing text once is enough. */
interface Coded {
  readonly name: string;
  readonly values: readonly string[];
  /** Of each leaf. */
  readonly codes: Int32Array;
}

function coded(name: string, leaves: readonly DimensionValues[]): Coded {
  const values = [...new Set(leaves.map((leaf) => leaf[name] ?? ""))].toSorted();
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const codes = Int32Array.from(leaves, (leaf) => codeOf.get(leaf[name] ?? "") ?? 0);
  return { name, values, codes };
}

/** The leaves of each value, both ascending. */
function grouped(inside: Int32Array, { codes, values }: Coded): [number, Int32Array][] {
  const sizes = new Int32Array(values.length);
  for (const leaf of inside) {
    const code = codes[leaf] ?? 0;
    sizes[code] = (sizes[code] ?? 0) + 1;
  }
  const groups = new Map<number, Int32Array>();
  const filled = new Int32Array(values.length);
  for (const leaf of inside) {
    const code = codes[leaf] ?? 0;
    let group = groups.get(code);
    if (group === undefined) {
      group = new Int32Array(sizes[code] ?? 0);
      groups.set(code, group);
    }
    const place = filled[code] ?? 0;
    group[place] = leaf;
    filled[code] = place + 1;
  }
  return [...groups].toSorted(([a], [b]) => a - b);
}
