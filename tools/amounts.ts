import { z } from "zod";
import { Count } from "./common-input.ts";

/**
 * Money columns of a breakdown. `amount_minor` and its like are sums over one currency only where `currencies` is 1;
 * the dollar columns are cents over the attempts that have a rate, and `without_usd` counts those that have none.
 */
export const amountColumns = {
  currencies: Count,
  currency: z.string().nullable(),
  amount_minor: z.int(),
  approved_minor: z.int(),
  amount_usd_cents: z.int(),
  approved_usd_cents: z.int(),
  without_usd: Count,
};
export type Amounts = z.infer<z.ZodObject<typeof amountColumns>>;

/** Amounts in one currency: minor units. */
export interface Tally {
  readonly currency: string;
  readonly amount: number;
  readonly approved: number;
  /** Attempts left out because no exchange rate is known for them. */
  readonly leftOut: number;
}

/** The currency in which all rows can be told: their own where they share it, else US dollars. */
export const commonCurrency = (rows: readonly Amounts[]): string => {
  const own = new Set(rows.flatMap((row) => (row.currencies === 0 ? [] : [row.currency ?? ""])));
  const [only] = own;
  const single = own.size === 1 && rows.every((row) => row.currencies <= 1);
  return single && only ? only : "USD";
};

/** The amounts of one row in `currency`, which is what `commonCurrency` said of all rows compared. */
export const tally = (row: Amounts, currency: string): Tally =>
  row.currencies <= 1 && (row.currency === currency || row.currencies === 0)
    ? { currency, amount: row.amount_minor, approved: row.approved_minor, leftOut: 0 }
    : {
        currency,
        amount: row.amount_usd_cents,
        approved: row.approved_usd_cents,
        leftOut: row.without_usd,
      };
