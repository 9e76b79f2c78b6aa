import type { DuckDBConnection } from "@duckdb/node-api";
import type { GoldView } from "./gold-views.ts";
import { inDays } from "./in-days.ts";

interface CubeColumn {
  readonly name: string;
  readonly type: string;
  /** What a cell is of, or how its value follows from rows: counts and sums add up, the others are an extreme. */
  readonly kind: "key" | "sum" | "earliest" | "latest";
}

/** Known since they were first asked for: a release does not change its cubes while it runs. */
const knownColumns = new Map<GoldView, readonly CubeColumn[]>();

/** The columns of a cube. Text, days and truths are its keys, and the column it is kept by; an instant says in its name which one it is. */
export async function cubeColumns(
  connection: DuckDBConnection,
  cube: GoldView,
  keptBy: string,
): Promise<readonly CubeColumn[]> {
  const known = knownColumns.get(cube);
  if (known !== undefined) return known;
  const empty = await connection.runAndReadAll(`FROM ${cube} LIMIT 0`);
  const columns = empty.columnNames().map((name, index): CubeColumn => {
    const type = String(empty.columnType(index));
    return { name, type, kind: name === keptBy ? "key" : kindOf(cube, name, type) };
  });
  knownColumns.set(cube, columns);
  return columns;
}

function kindOf(cube: GoldView, name: string, type: string): CubeColumn["kind"] {
  if (["VARCHAR", "DATE", "BOOLEAN"].includes(type)) return "key";
  if (type === "BIGINT" || type.startsWith("DECIMAL")) return "sum";
  if (type === "TIMESTAMP" && /^first_|_start$/.test(name)) return "earliest";
  if (type === "TIMESTAMP" && /^last_|_end$/.test(name)) return "latest";
  throw new Error(`${cube}.${name}: a cube cannot be kept up with a column of type ${type}`);
}

/** The cube's own SELECT over nothing but the rows that came, and over nothing but those that went. */
export interface ChangedCells {
  readonly came: string;
  readonly went: string;
}

/**
 * Brings a cube up to rows that went and rows that came, given as the cube's cells over nothing but those rows, on the given
 * days. Cells that no row is left of go; the cube's first count is that of all its rows.
 * Returns the values of `keptBy` (`2026-11-01` or `2026-11-01 09:00:00`) in which a cell cannot be told from these alone: its
 * earliest row went, or the last of those that make up a sum.
 */
export async function foldCube(
  connection: DuckDBConnection,
  cube: GoldView,
  keptBy: string,
  columns: readonly CubeColumn[],
  { came, went }: ChangedCells,
  days: readonly string[],
): Promise<string[]> {
  const keys = columns.filter(({ kind }) => kind === "key").map(({ name }) => name);
  const values = columns.filter(({ kind }) => kind !== "key");
  const [rows] = values.filter(({ type }) => type === "BIGINT");
  if (rows === undefined) throw new Error(`${cube} has no count of its rows`);
  const same = keys.map((key) => `kept.${key} IS NOT DISTINCT FROM changed.${key}`).join(" AND ");
  const doubts = values.map(doubtOf).filter((doubt) => doubt !== null);
  // A side has at most one row of a cell: what is summed or picked below is a value of one row.
  await connection.run(`CREATE OR REPLACE TEMP TABLE folded AS
    WITH changed AS (
      SELECT ${keys.join(", ")}, ${values.map(changeOf).join(", ")}
      FROM (
        SELECT true AS is_coming, * FROM (${came}) AS coming
        UNION ALL
        SELECT false AS is_coming, * FROM (${went}) AS going
      ) AS cells
      GROUP BY ${keys.join(", ")}
      HAVING ${values.map(isChanged).join(" OR ")}
    )
    SELECT
      kept.row AS kept_row,
      ${columns.map((column) => `${column.kind === "key" ? `changed.${column.name}` : foldedValue(column)} AS ${column.name}`).join(",\n      ")},
      ${doubts.length === 0 ? "false" : doubts.join("\n      OR ")} AS is_doubtful
    FROM changed
    LEFT JOIN (SELECT rowid AS row, * FROM ${cube} WHERE ${inDays("event_date", days)}) AS kept ON ${same}`);
  await connection.run(`DELETE FROM ${cube} WHERE rowid IN (SELECT kept_row FROM folded)`);
  const names = columns.map(({ name }) => name).join(", ");
  await connection.run(`INSERT INTO ${cube} SELECT ${names} FROM folded WHERE ${rows.name} > 0`);
  if (doubts.length === 0) return [];
  const doubtful = await connection.runAndReadAll(
    `SELECT DISTINCT CAST(${keptBy} AS VARCHAR) AS period FROM folded WHERE is_doubtful AND ${rows.name} > 0 ORDER BY period`,
  );
  return doubtful.getRows().map(([period]) => String(period));
}

/** How a value of a cell changed: for a count the difference, which is never null; for others what came and what went. */
function changeOf({ name, type }: CubeColumn): string {
  if (type === "BIGINT")
    return `CAST(sum(CASE WHEN is_coming THEN ${name} ELSE -${name} END) AS BIGINT) AS more_${name}`;
  return `max(${name}) FILTER (WHERE is_coming) AS came_${name}, max(${name}) FILTER (WHERE NOT is_coming) AS went_${name}`;
}

const isChanged = ({ name, type }: CubeColumn): string =>
  type === "BIGINT" ? `more_${name} <> 0` : `came_${name} IS DISTINCT FROM went_${name}`;

function foldedValue({ name, type, kind }: CubeColumn): string {
  if (kind === "earliest") return `least(kept.${name}, changed.came_${name})`;
  if (kind === "latest") return `greatest(kept.${name}, changed.came_${name})`;
  if (type === "BIGINT") return `coalesce(kept.${name}, 0) + changed.more_${name}`;
  return `CASE WHEN coalesce(kept.${name}, changed.came_${name}) IS NOT NULL
    THEN CAST(coalesce(kept.${name}, 0) - coalesce(changed.went_${name}, 0) + coalesce(changed.came_${name}, 0) AS ${type}) END`;
}

/** Where what went may have been all there was of a sum, or the extreme itself; null for counts, which are never null. */
function doubtOf({ name, type, kind }: CubeColumn): string | null {
  if (type === "BIGINT") return null;
  const wasAll = `coalesce(kept.${name} = changed.went_${name}, false)`;
  if (kind === "sum") return `(${wasAll} AND changed.came_${name} IS NULL)`;
  const isBeyond = kind === "earliest" ? "<=" : ">=";
  return `(${wasAll} AND NOT coalesce(changed.came_${name} ${isBeyond} changed.went_${name}, false))`;
}
