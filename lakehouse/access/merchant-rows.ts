import type { DuckDBConnection } from "@duckdb/node-api";
import { publicRelations } from "../gold/build-gold.ts";
import { goldSelect } from "../gold/gold-select.ts";
import { type GoldView, goldViews } from "../gold/gold-views.ts";
import { type BuiltLakehouse, makeSchema } from "./built-lakehouse.ts";
import { type RowRule, rowRule } from "./row-rule.ts";

/** The rows of some merchants: a schema with every relation of the lakehouse, and which public ones are empty in it. */
export interface MerchantRows {
  readonly schema: string;
  /** Public relations that do not say whose their rows are. */
  readonly closed: ReadonlySet<string>;
}

interface MerchantRowsOptions {
  /** To be made; what is there by that name goes. */
  readonly schema: string;
  /** Where the functions of Spark are. */
  readonly functions: string;
  readonly merchants: readonly string[];
}

/**
 * Why: a statement's own conditions must not be tried on rows of others, where a failing cast would tell of them. The
 * optimizer moves conditions into a view, but not past a limit.
 */
const barrier = "LIMIT 9223372036854775807";

/**
 * Makes the rows of some merchants: tables filtered, and gold computed anew from them by its own SELECTs, because what is
 * materialised has all merchants in it.
 */
export async function makeMerchantRows(
  connection: DuckDBConnection,
  lakehouse: BuiltLakehouse,
  { schema, functions, merchants }: MerchantRowsOptions,
): Promise<MerchantRows> {
  await makeSchema(connection, schema);
  const own = merchants.map((merchant) => `'${merchant.replaceAll("'", "''")}'`).join(", ");
  const closed = new Set<string>();
  for (const [table, columns] of lakehouse.columns) {
    if (isGold(table)) continue;
    const rule = rowRule(table, columns);
    if (rule === "nobody" && publicRelations.some((name) => name === table)) closed.add(table);
    const { select, where } = filtered(rule, columns, lakehouse.schema, own);
    await connection.run(
      `CREATE VIEW ${schema}.${table} AS SELECT ${select} FROM ${lakehouse.schema}.${table} WHERE ${where} ${barrier}`,
    );
  }
  // Why: the SELECTs of gold name what they read without a schema.
  await connection.run(`SET search_path = '${schema},${functions}'`);
  for (const view of goldViews) {
    if (!lakehouse.columns.has(view)) continue;
    await connection.run(`CREATE VIEW ${schema}.${view} AS\n${goldSelect(view)}`);
  }
  await connection.run("RESET search_path");
  return { schema, closed };
}

const isGold = (name: string): name is GoldView => goldViews.some((view) => view === name);

interface Filtered {
  readonly select: string;
  readonly where: string;
}

/** The columns and the condition of a table's view. `own` are the merchants as SQL literals. */
function filtered(
  rule: RowRule,
  columns: readonly string[],
  lakehouse: string,
  own: string,
): Filtered {
  if (rule === "by merchant") return { select: "*", where: `merchant_id IN (${own})` };
  if (rule === "by attempt") {
    const attempts = `SELECT source, transaction_id FROM ${lakehouse}.payments_enriched_silver WHERE merchant_id IN (${own})`;
    return { select: "*", where: `(source, transaction_id) IN (${attempts})` };
  }
  if (rule === "nobody") return { select: "*", where: "FALSE" };
  const shown = columns.map((name) =>
    rule.everyone.includes(name) ? name : `CASE WHEN FALSE THEN ${name} END AS ${name}`,
  );
  return { select: shown.join(", "), where: "TRUE" };
}
