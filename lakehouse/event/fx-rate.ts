import { z } from "zod";
import { field, fieldMeta } from "./field.ts";

const usdPerUnit = z.union([z.number().positive(), z.string().regex(/^(?=.*[1-9])\d+(\.\d+)?$/)]);
fieldMeta.add(usdPerUnit, {
  kind: "amount",
  sql: "DOUBLE",
  required: true,
  about: "US dollars for one major unit, above 0",
});

/** A day's exchange rate. A day without one uses the last earlier one; without any, the amount in USD is null. */
export const FxRate = z.looseObject({
  type: z.literal("fx_rate"),
  date: field.date("UTC day that the rate holds for").required,
  currency: field.currency("the currency that is converted").required,
  usd_per_unit: usdPerUnit,
});
export type FxRate = z.infer<typeof FxRate>;
