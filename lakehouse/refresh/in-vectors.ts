import type { DuckDBConnection } from "@duckdb/node-api";

/** DuckDB reads tables in vectors of this many rows. */
const vectorRows = 2048;
/** More ranges than this cost more to compare with than to read past. */
const mostRanges = 256;

/**
 * A predicate that is true for the rowids that `rows` selects and for their neighbours. Beside a join by rowid it spares
 * DuckDB the wide columns of all vectors without a wanted row.
 */
export async function inVectors(
  connection: DuckDBConnection,
  rowid: string,
  rows: string,
): Promise<string> {
  const found = await connection.runAndReadAll(
    `SELECT DISTINCT row // ${vectorRows} AS vector FROM (${rows}) AS wanted(row) ORDER BY vector`,
  );
  const ranges: [first: number, last: number][] = [];
  for (const [value] of found.getRows()) {
    const vector = Number(value);
    const current = ranges.at(-1);
    if (current && current[1] + 1 === vector) current[1] = vector;
    else ranges.push([vector, vector]);
  }
  if (ranges.length === 0 || ranges.length > mostRanges) return "TRUE";
  const text = ranges.map(
    ([first, last]) =>
      `${rowid} BETWEEN ${first * vectorRows} AND ${last * vectorRows + vectorRows - 1}`,
  );
  return `(${text.join(" OR ")})`;
}
