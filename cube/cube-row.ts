import { z } from "zod";

const number = z
  .string()
  .trim()
  .regex(/^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/, "is not a number")
  .transform(Number)
  .refine(Number.isFinite, "is too large");
const counted = number.refine((value) => value >= 0, "is negative");

const rate = (period: "baseline" | "current") => ({
  [`${period}_numerator`]: counted,
  [`${period}_denominator`]: counted,
});

const withinDenominator = (row: Record<string, number>, period: string) =>
  (row[`${period}_numerator`] ?? 0) <= (row[`${period}_denominator`] ?? 0);

/** The measure columns of one row, by kind of measure, as a CSV writes them. */
export const measureColumns = {
  ratio: z
    .object({ ...rate("baseline"), ...rate("current") })
    .refine((row) => withinDenominator(row, "baseline"), {
      path: ["baseline_numerator"],
      message: "is larger than baseline_denominator",
    })
    .refine((row) => withinDenominator(row, "current"), {
      path: ["current_numerator"],
      message: "is larger than current_denominator",
    }),
  additive: z.object({ baseline: number, current: number }),
} as const;
export type Measure = keyof typeof measureColumns;

/** Names of the columns of a measure. */
export const columnsOf = (measure: Measure): string[] => Object.keys(measureColumns[measure].shape);
