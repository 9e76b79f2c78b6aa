import type { DuckDBConnection } from "@duckdb/node-api";
import type { GoldView } from "./gold-views.ts";
import { inDays } from "./in-days.ts";

interface CubeColumn {
  readonly name: string;
  readonly type: string;
  /** What a cell is of, or how its value follows from rows: counts and sums add up, the others are an extreme. */
  readonly kind: "key" | "sum" | "earliest" | "latest";
}

/** The columns of a cube. Text, days and truths are its keys, and the column it is kept by; an instant says in its name which one it is. */
export async function cubeColumns(
  connection: DuckDBConnection,
  cube: GoldView,
  keptBy: string,
): Promise<CubeColumn[]> {
  const empty = await connection.runAndReadAll(`FROM ${cube} LIMIT 0`);
  return empty.columnNames().map((name, index) => {
    const type = String(empty.columnType(index));
    return { name, type, kind: name === keptBy ? "key" : kindOf(cube, name, type) };
  });
}

function kindOf(cube: GoldView, name: string, type: string): CubeColumn["kind"] {
  if (["VARCHAR", "DATE", "BOOLEAN"].includes(type)) return "key";
  if (type === "BIGINT" || type.startsWith("DECIMAL")) return "sum";
  if (type === "TIMESTAMP" && /^first_|_start$/.test(name)) return "earliest";
  if (type === "TIMESTAMP" && /^last_|_end$/.test(name)) return "latest";
  throw new Error(`${cube}.${name}: a cube cannot be kept up with a column of type ${type}`);
}

/**
 * Brings a cube up to rows that went and rows that came, given as the cube's own cells over nothing but those rows:
 * `went_<cube>` and `came_<cube>`, on the given days. Cells that no row is left of go; the cube's first count is that of all its rows.
 * Returns the values of `keptBy` (`2026-11-01` or `2026-11-01 09:00:00`) in which a cell cannot be told from these alone: its
 * earliest row went, or the last of those that make up a sum.
 */
export async function foldCube(
  connection: DuckDBConnection,
  cube: GoldView,
  keptBy: string,
  columns: readonly CubeColumn[],
  days: readonly string[],
): Promise<string[]> {
  const keys = columns.filter(({ kind }) => kind === "key").map(({ name }) => name);
  const values = columns.filter(({ kind }) => kind !== "key");
  const [rows] = values.filter(({ type }) => type === "BIGINT");
  if (rows === undefined) throw new Error(`${cube} has no count of its rows`);
  const same = (side: string) =>
    keys.map((key) => `${side}.${key} IS NOT DISTINCT FROM changed.${key}`).join(" AND ");
  await connection.run(`CREATE OR REPLACE TEMP TABLE folded AS
    WITH changed AS (
      SELECT ${keys.join(", ")} FROM (FROM came_${cube} EXCEPT FROM went_${cube})
      UNION
      SELECT ${keys.join(", ")} FROM (FROM went_${cube} EXCEPT FROM came_${cube})
    )
    SELECT
      kept.row AS kept_row,
      ${columns.map((column) => `${column.kind === "key" ? `changed.${column.name}` : foldedValue(column)} AS ${column.name}`).join(",\n      ")},
      ${
        values
          .map(doubtOf)
          .filter((doubt) => doubt !== null)
          .join("\n      OR ") || "false"
      } AS is_doubtful
    FROM changed
    LEFT JOIN (SELECT rowid AS row, * FROM ${cube} WHERE ${inDays("event_date", days)}) AS kept ON ${same("kept")}
    LEFT JOIN came_${cube} AS came ON ${same("came")}
    LEFT JOIN went_${cube} AS went ON ${same("went")}`);
  await connection.run(`DELETE FROM ${cube} WHERE rowid IN (SELECT kept_row FROM folded)`);
  const names = columns.map(({ name }) => name).join(", ");
  await connection.run(`INSERT INTO ${cube} SELECT ${names} FROM folded WHERE ${rows.name} > 0`);
  const doubtful = await connection.runAndReadAll(
    `SELECT DISTINCT CAST(${keptBy} AS VARCHAR) AS period FROM folded WHERE is_doubtful AND ${rows.name} > 0 ORDER BY period`,
  );
  return doubtful.getRows().map(([period]) => String(period));
}

function foldedValue({ name, type, kind }: CubeColumn): string {
  if (kind === "earliest") return `least(kept.${name}, came.${name})`;
  if (kind === "latest") return `greatest(kept.${name}, came.${name})`;
  const sum = `CAST(coalesce(kept.${name}, 0) - coalesce(went.${name}, 0) + coalesce(came.${name}, 0) AS ${type})`;
  return type === "BIGINT"
    ? sum
    : `CASE WHEN coalesce(kept.${name}, came.${name}) IS NOT NULL THEN ${sum} END`;
}

/** Where what went may have been all there was of a sum, or the extreme itself; null for counts, which are never null. */
function doubtOf({ name, type, kind }: CubeColumn): string | null {
  if (type === "BIGINT") return null;
  const wasAll = `coalesce(kept.${name} = went.${name}, false)`;
  if (kind === "sum") return `(${wasAll} AND came.${name} IS NULL)`;
  const isBeyond = kind === "earliest" ? "<=" : ">=";
  return `(${wasAll} AND NOT coalesce(came.${name} ${isBeyond} went.${name}, false))`;
}
