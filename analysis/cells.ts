/** One value per dimension. */
export type DimensionValues = Readonly<Record<string, string>>;

/** A set of dimension values, and which leaves (by index, ascending) have them all. */
export interface Cell {
  readonly values: DimensionValues;
  readonly leaves: readonly number[];
}

/**
 * Every combination of values that occurs, of one dimension up to all, in an order that the order of leaves does not
 * change. `isLarge` must be false of a part of what it is false of: a cell that is not large is neither listed nor split,
 * which is what keeps many dimensions affordable.
 */
export function cellsOf(
  leaves: readonly DimensionValues[],
  isLarge: (leaves: readonly number[]) => boolean,
): Cell[] {
  const dimensions = Object.keys(leaves[0] ?? {}).toSorted();
  const cells: Cell[] = [];
  // Dimensions are added in their order, so each combination is reached once.
  const split = (inside: readonly number[], from: number, chosen: DimensionValues): void => {
    for (const [offset, dimension] of dimensions.slice(from).entries()) {
      for (const [value, group] of Map.groupBy(inside, (index) => leaves[index]?.[dimension])) {
        if (value === undefined || !isLarge(group)) continue;
        const values = { ...chosen, [dimension]: value };
        cells.push({ values, leaves: group });
        split(group, from + offset + 1, values);
      }
    }
  };
  split([...leaves.keys()], 0, {});
  return cells
    .map((cell) => ({ cell, key: JSON.stringify(Object.entries(cell.values)) }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ cell }) => cell);
}
