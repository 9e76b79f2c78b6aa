import type { AdditiveLeaf } from "../../analysis/additive-movement.ts";
import type { DimensionValues } from "../../analysis/cells.ts";
import type { RatioLeaf } from "../../analysis/ratio-movement.ts";

/** A cube and the cells in which something was planted, largest effect first. */
export type PlantedCube =
  | { readonly measure: "ratio"; readonly leaves: RatioLeaf[]; readonly causes: DimensionValues[] }
  | {
      readonly measure: "additive";
      readonly leaves: AdditiveLeaf[];
      readonly causes: DimensionValues[];
    };

export const isInCell = (values: DimensionValues, cell: DimensionValues): boolean =>
  Object.entries(cell).every(([name, value]) => values[name] === value);
