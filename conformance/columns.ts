import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";

export interface Column {
  readonly name: string;
  /** DuckDB's spelling. Every instant is TIMESTAMP, see `columnsOf`. */
  readonly type: string;
}

/**
 * The columns of a relation in their order. Spark's TIMESTAMP, read back from Parquet, is DuckDB's TIMESTAMP WITH TIME ZONE;
 * both sessions are in UTC and the product's instants are TIMESTAMP in UTC (decision 0007), so that the two types are one.
 * No other types are: a sum that is BIGINT here and DECIMAL there is a difference.
 */
export async function columnsOf(lakehouse: Lakehouse, relation: string): Promise<Column[]> {
  const described = await lakehouse.run(`DESCRIBE SELECT * FROM ${relation}`);
  return described.map((row) => ({
    name: String(row.column_name),
    type: String(row.column_type).replace(" WITH TIME ZONE", ""),
  }));
}
