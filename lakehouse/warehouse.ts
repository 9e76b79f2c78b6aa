/** A value that can be bound to a named parameter. Dates are bound as ISO text and cast in the statement. */
export type SqlParam = string | number | boolean | null;
export type SqlParams = Readonly<Record<string, SqlParam>>;

/**
 * One result row in plain JSON values: integers and decimals as numbers, TIMESTAMP as ISO 8601 in UTC
 * (`2026-11-01T09:30:00.000Z`), DATE as `2026-11-01`, lists as arrays.
 */
export type Row = Readonly<Record<string, unknown>>;

export interface QueryOptions {
  readonly signal?: AbortSignal | undefined;
  /** More rows than this is a RefusedError, never a silent cut. Default 10,000. */
  readonly maxRows?: number;
  /** Default 30,000. A statement that runs longer is interrupted and is a DependencyError. */
  readonly timeoutMs?: number;
}

/**
 * The only door to gold. `sql` is written in the subset that DuckDB and Databricks share, with `:name` parameters.
 * "No rows" is an empty array; a failed statement throws DependencyError.
 */
export interface Warehouse {
  readonly engine: "duckdb" | "databricks" | "canned";
  /** Who the statements run as; part of every receipt. */
  readonly identity: string;
  query(sql: string, params?: SqlParams, options?: QueryOptions): Promise<Row[]>;
}
