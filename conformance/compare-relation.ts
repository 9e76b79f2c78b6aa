import type { Lakehouse } from "../lakehouse/duckdb/open-lakehouse.ts";
import type { Row } from "../lakehouse/warehouse.ts";
import { type Column, columnsOf } from "./columns.ts";
import { rowKey } from "./row-key.ts";

/** What the engines disagree about in one column: its cells, its type or place; `(row)` stands for whether a row exists. */
export interface Difference {
  readonly column: string;
  /** How many; 0 for the column as a whole. */
  readonly cells: number;
  /** The first such row, as `source=shop, payment_id=p1`, and what either engine says there. */
  readonly key: string;
  readonly duckDb: string;
  readonly spark: string;
}

export interface Comparison {
  /** Rows that at least one of the engines has. */
  readonly rows: number;
  readonly columns: number;
  readonly differences: readonly Difference[];
}

/** Doubles are added in another order on the other engine. */
const doubleTolerance = 1e-12;

/**
 * Compares two relations of a DuckDB connection, one built there and one read back from Spark: columns, their order and
 * types, and every cell of every row. Rows are matched by the columns that tell them apart; equal ones by their order.
 */
export async function compareRelation(
  lakehouse: Lakehouse,
  duckDb: string,
  spark: string,
): Promise<Comparison> {
  const here = await columnsOf(lakehouse, duckDb);
  const there = await columnsOf(lakehouse, spark);
  const columnDifferences = compareColumns(here, there);
  const common = here.filter(({ name, type }) =>
    there.some((column) => column.name === name && column.type === type),
  );
  const key = await rowKey(lakehouse, duckDb, common);
  const [total] = await lakehouse.run(
    `SELECT greatest((SELECT count(*) FROM ${duckDb}), (SELECT count(*) FROM ${spark})) AS n`,
  );
  const cells = await lakehouse.run(differingCells(duckDb, spark, common, key));
  return {
    rows: Number(total?.n),
    columns: here.length,
    differences: [...columnDifferences, ...cells.map(toDifference)],
  };
}

function compareColumns(here: readonly Column[], there: readonly Column[]): Difference[] {
  const names = [...new Set([...here, ...there].map(({ name }) => name))];
  const placed = (columns: readonly Column[], name: string): string => {
    const index = columns.findIndex((column) => column.name === name);
    return index < 0 ? "no such column" : `${columns[index]?.type}, column ${index + 1}`;
  };
  return names
    .map((column) => ({
      column,
      cells: 0,
      key: "",
      duckDb: placed(here, column),
      spark: placed(there, column),
    }))
    .filter((difference) => difference.duckDb !== difference.spark);
}

/** A statement giving, for each column with cells that differ, how many, and `key`, `duckdb` and `spark` of the first. */
function differingCells(
  duckDb: string,
  spark: string,
  columns: readonly Column[],
  key: readonly string[],
): string {
  const matched = [...key, "nth"].map((name) => `d.${name} IS NOT DISTINCT FROM s.${name}`);
  const cells = columns.map(
    ({ name, type }) =>
      `{name: '${name}', duckdb: CAST(d.${name} AS VARCHAR), spark: CAST(s.${name} AS VARCHAR), same: ${isSame(name, type)}}`,
  );
  const row = `{name: '(row)', duckdb: if(d.nth IS NULL, 'no such row', 'there'), spark: if(s.nth IS NULL, 'no such row', 'there'), same: false}`;
  return `WITH here AS (${numbered(duckDb, columns, key)}), there AS (${numbered(spark, columns, key)}),
    cells AS (
      SELECT ${keyText(key)} AS key, unnest(CASE WHEN d.nth IS NULL OR s.nth IS NULL THEN [${row}] ELSE [${cells.join(",\n")}] END) AS cell
      FROM here AS d FULL JOIN there AS s ON ${matched.join(" AND ")}
    )
    SELECT cell.name AS column_name, count(*) AS cells, min(key) AS key,
      min_by(coalesce(cell.duckdb, 'null'), key) AS duckdb, min_by(coalesce(cell.spark, 'null'), key) AS spark
    FROM cells WHERE NOT cell.same GROUP BY cell.name ORDER BY column_name`;
}

/** The rows with the types of the comparison; `nth` counts rows that the key does not tell apart, in the order of all columns. */
function numbered(relation: string, columns: readonly Column[], key: readonly string[]): string {
  const typed = columns.map(({ name, type }) => `CAST(${name} AS ${type}) AS ${name}`);
  const order = columns.map(({ name }) => name).join(", ");
  const partition = key.length === 0 ? "" : `PARTITION BY ${key.join(", ")}`;
  return `SELECT *, row_number() OVER (${partition} ORDER BY ${order}) AS nth FROM (SELECT ${typed.join(", ")} FROM ${relation})`;
}

function isSame(name: string, type: string): string {
  const equal = `d.${name} IS NOT DISTINCT FROM s.${name}`;
  if (type !== "DOUBLE" && type !== "FLOAT") return equal;
  const near = `abs(d.${name} - s.${name}) <= ${doubleTolerance} * greatest(abs(d.${name}), abs(s.${name}))`;
  return `(${equal} OR coalesce(${near}, false))`;
}

const keyText = (key: readonly string[]): string => {
  const parts = key.map(
    (name) => `'${name}=' || coalesce(CAST(coalesce(d.${name}, s.${name}) AS VARCHAR), 'null')`,
  );
  const again = "if(coalesce(d.nth, s.nth) > 1, 'row ' || coalesce(d.nth, s.nth), NULL)";
  return `concat_ws(', ', ${[...parts, again].join(", ")})`;
};

const toDifference = (row: Row): Difference => ({
  column: String(row.column_name),
  cells: Number(row.cells),
  key: String(row.key),
  duckDb: String(row.duckdb),
  spark: String(row.spark),
});
