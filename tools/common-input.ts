import { z } from "zod";
import { Dimension } from "../lakehouse/dictionary/dimension.ts";
import { Filters } from "../lakehouse/scope.ts";
import { maximumBy } from "./statement.ts";

/** Up to five dimensions. */
export const By = z
  .array(Dimension)
  .max(maximumBy)
  .describe("dimensions to break down by; [] for the total");

/** The cell that the question is narrowed to. */
export const Within = Filters.describe("narrows the scope to one cell; {} for the whole scope");

export const Period = z.enum(["current", "comparison"]);
export type Period = z.infer<typeof Period>;

/** The columns that `{{by}}` makes. */
export const byColumns = {
  by_1: z.string().nullable(),
  by_2: z.string().nullable(),
  by_3: z.string().nullable(),
  by_4: z.string().nullable(),
  by_5: z.string().nullable(),
};

type ByRow = Readonly<Record<keyof typeof byColumns, string | null>>;

/** The cell that a row of a breakdown is about: `{ issuer_country: ["BR"] }`. */
export const cellOf = (row: ByRow, by: readonly Dimension[]): Filters =>
  Object.fromEntries(
    [row.by_1, row.by_2, row.by_3, row.by_4, row.by_5].flatMap((value, index) => {
      const dimension = by[index];
      return dimension === undefined || value === null ? [] : [[dimension, [value]]];
    }),
  );

/** A count of rows: BIGINT in gold. */
export const Count = z.int().min(0);
