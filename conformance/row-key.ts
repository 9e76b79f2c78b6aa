import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import type { Column } from "./columns.ts";

/** What rows are named by. Where names and days do not tell them apart, instants, numbers and flags may. */
const naming = [
  ["VARCHAR", "DATE"],
  ["TIMESTAMP", "INTEGER", "BOOLEAN"],
] as const;

/**
 * A few columns that tell the rows of a relation apart, found in its data: each next one tells most of them apart. Not all
 * rows, where some are equal in all of these. Counts and money are never in a key: a row whose amount differs is the same row.
 */
export async function rowKey(
  lakehouse: Lakehouse,
  relation: string,
  columns: readonly Column[],
): Promise<readonly string[]> {
  const key: string[] = [];
  let toldApart = 1;
  for (const types of naming) {
    const candidates = columns.filter(({ type }) => types.some((name) => name === type));
    for (;;) {
      const distinct = await distinctRows(lakehouse, relation, key, candidates);
      const [best] = distinct.toSorted((one, other) => other.rows - one.rows);
      if (best === undefined || best.rows <= toldApart) break;
      key.push(best.column);
      toldApart = best.rows;
    }
  }
  return key;
}

/** For each candidate, how many rows the key tells apart together with it. */
async function distinctRows(
  lakehouse: Lakehouse,
  relation: string,
  key: readonly string[],
  candidates: readonly Column[],
): Promise<{ readonly column: string; readonly rows: number }[]> {
  if (candidates.length === 0) return [];
  const counts = candidates.map(
    ({ name }) => `count(DISTINCT row(${[...key, name].join(", ")})) AS ${name}`,
  );
  const [row = {}] = await lakehouse.run(`SELECT ${counts.join(", ")} FROM ${relation}`);
  return candidates.map(({ name }) => ({ column: name, rows: Number(row[name]) }));
}
