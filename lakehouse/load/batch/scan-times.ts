import type { DuckDBConnection } from "@duckdb/node-api";

/** What was learnt from the first batch of a file and holds for all of it. */
export type DateOrder = "day_first" | "month_first" | "unknown";

export interface TimeScan {
  /** Zones that the batch's rows name, as written; UTC where a row names none. */
  readonly zones: readonly string[];
  /** The order that dates like 13/02/2026 prove: one of the two above 12 in any row. Null without proof. */
  readonly provenOrder: DateOrder | null;
}

/** Looks at the times of `staged` alone: `timeSql` and `zoneSql` are the expressions that give them. */
export async function scanTimes(
  connection: DuckDBConnection,
  timeSql: string,
  zoneSql: string,
): Promise<TimeScan> {
  const result = await connection.runAndReadAll(
    `SELECT coalesce(zone_part(t), z, 'UTC') AS zone,
       coalesce(bool_or(TRY_CAST(split_part(t, '/', 1) AS INTEGER) > 12) FILTER (is_slash_date(t)), false),
       coalesce(bool_or(TRY_CAST(split_part(t, '/', 2) AS INTEGER) > 12) FILTER (is_slash_date(t)), false)
     FROM (SELECT ${timeSql} AS t, ${zoneSql} AS z FROM staged)
     GROUP BY 1 ORDER BY 1`,
  );
  const rows = result.getRows();
  const dayFirst = rows.some((row) => row[1] === true);
  const monthFirst = rows.some((row) => row[2] === true);
  return {
    zones: rows.map((row) => String(row[0])),
    provenOrder: dayFirst === monthFirst ? null : dayFirst ? "day_first" : "month_first",
  };
}
