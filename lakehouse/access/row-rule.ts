/** How a table shows to callers who may see some merchants only. */
export type RowRule =
  /** Rows of their merchants. */
  | "by merchant"
  /** Rows about an attempt of their merchants: the table names the attempt by `source` and `transaction_id`. */
  | "by attempt"
  /** Every row, of the columns listed: nothing in them is anybody's. */
  | { readonly everyone: readonly string[] }
  /** No row: the table says nothing of whose they are. */
  | "nobody";

/** What the product itself knows: nothing in these tables comes from a feed. */
const reference = ["currencies_dim", "decline_reasons_dim", "decline_codes_dim"];

/** Tables about no merchant that a load writes, and their columns that are open to everybody. The others are null there. */
const shared: Readonly<Record<string, readonly string[]>> = {
  fx_rates_bronze: ["date", "currency", "usd_per_unit"],
  loads: ["is_sample"],
};

/** The rule for a table with these columns. A table that nobody has thought of is closed, unless it names its merchant. */
export function rowRule(table: string, columns: readonly string[]): RowRule {
  if (columns.includes("merchant_id")) return "by merchant";
  const everyone = reference.includes(table) ? columns : shared[table];
  if (everyone !== undefined) return { everyone };
  if (columns.includes("source") && columns.includes("transaction_id")) return "by attempt";
  return "nobody";
}
