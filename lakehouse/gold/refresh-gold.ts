import type { DuckDBConnection } from "@duckdb/node-api";
import { cubeColumns, foldCube } from "./fold-cube.ts";
import { goldSelect, type KeptBy, materialisedBy } from "./gold-select.ts";
import { type GoldView, goldViews } from "./gold-views.ts";
import { inDays } from "./in-days.ts";

/*
 * How the tables of gold are kept. A file that begins with `-- materialised by: event_date` or `event_hour_start` is a table whose
 * rows belong to one day or hour each. Its SELECT reads `v_attempt_facts`, `v_payment_facts`, `payments_enriched_silver` or such
 * tables before it in `goldViews`, never `v_as_of`. It is kept up in one of two ways:
 *
 *  - a cube (it has counts) is folded: the same SELECT over nothing but the rows that went and those that came says what
 *    changes. So its values are counts (BIGINT; the first is that of all rows), sums (DECIMAL) and extremes (TIMESTAMP named
 *    first_… or …_start, last_… or …_end), and everything else in it is a key; no averages, no count of distinct values.
 *  - other tables, and cells that folding leaves in doubt, are made anew for their days or hours, through `{{dirty}}`.
 *
 * `-- materialised by: everything` is a few rows, made anew each time.
 */

/** The versions of the rows of silver that changed, in temporary tables `came_…` and `went_…`. */
const versions = ["came", "went"] as const;
type Version = (typeof versions)[number];
const silver = "payments_enriched_silver";

/**
 * Brings the tables of gold up to silver, where the rows of `went_payments_enriched_silver` were replaced by those of
 * `came_payments_enriched_silver`. `days` are all days of these rows (UTC, ascending).
 */
export async function refreshGold(
  connection: DuckDBConnection,
  days: readonly string[],
): Promise<void> {
  const known: string[] = [silver];
  for (const view of goldViews) {
    const keptBy = materialisedBy(view);
    if (keptBy === "everything") await makeAnew(connection, view, "TRUE", "TRUE");
    else if (keptBy !== null) await keepUp(connection, view, keptBy, days, known);
    else if (isFacts(view)) await takeChanges(connection, view, known);
  }
  const drops = known.flatMap((relation) =>
    versions.map((version) => `DROP TABLE temp.${version}_${relation}`),
  );
  await connection.run(drops.join("; "));
}

const isFacts = (view: GoldView): boolean =>
  view === "v_attempt_facts" || view === "v_payment_facts";

/** Whether the SELECT of a relation reads another. */
const reads = (view: GoldView, relation: string): boolean =>
  new RegExp(`\\b${relation}\\b`).test(goldSelect(view));

/** Cubes that other cubes are made of. */
const steps: ReadonlySet<GoldView> = new Set(
  goldViews.filter((view) =>
    goldViews.some((other) => other !== view && isCube(other) && reads(other, view)),
  ),
);

function isCube(view: GoldView): boolean {
  const keptBy = materialisedBy(view);
  return keptBy !== null && keptBy !== "everything";
}

/** The SELECT of a relation over nothing but the rows that came, or that went. */
function changedRows(view: GoldView, version: Version, known: readonly string[]): string {
  // Why not all that are known: DuckDB plans what a statement names, whether it is read or not.
  const sources = known
    .filter((relation) => reads(view, relation))
    .map((relation) => `${relation} AS (FROM ${version}_${relation})`);
  return `WITH ${sources.join(", ")} SELECT * FROM (\n${goldSelect(view)}\n) AS changed`;
}

/** Makes `came_<view>` and `went_<view>`, for the relations that are made of this one. */
async function takeChanges(
  connection: DuckDBConnection,
  view: GoldView,
  known: string[],
): Promise<void> {
  for (const version of versions)
    await connection.run(
      `CREATE OR REPLACE TEMP TABLE ${version}_${view} AS ${changedRows(view, version, known)}`,
    );
  known.push(view);
}

async function keepUp(
  connection: DuckDBConnection,
  view: GoldView,
  keptBy: Exclude<KeptBy, "everything">,
  days: readonly string[],
  known: string[],
): Promise<void> {
  if (days.length === 0) return;
  const columns = await cubeColumns(connection, view, keptBy);
  if (columns.every(({ kind }) => kind === "key")) {
    const dirty = inDays("event_date", days);
    return makeAnew(connection, view, dirty, dirty);
  }
  if (steps.has(view)) await takeChanges(connection, view, known);
  const changed = (version: Version) =>
    known.includes(view) ? `FROM ${version}_${view}` : changedRows(view, version, known);
  const doubtful = await foldCube(
    connection,
    view,
    keptBy,
    columns,
    { came: changed("came"), went: changed("went") },
    days,
  );
  if (doubtful.length === 0) return;
  // Why the day as well: silver knows the days of its row groups, the hour is worked out row by row.
  const inDoubt = inDays("event_date", [...new Set(doubtful.map((period) => period.slice(0, 10)))]);
  if (keptBy === "event_date") return makeAnew(connection, view, inDoubt, inDoubt);
  const inHours = `event_hour_start IN (${doubtful.map((hour) => `TIMESTAMP '${hour}'`).join(", ")})`;
  return makeAnew(connection, view, inHours, `${inDoubt} AND ${inHours}`);
}

/** Makes the rows of a relation that `rows` tells anew, from the rows of its sources that `sources` tells. */
async function makeAnew(
  connection: DuckDBConnection,
  view: GoldView,
  rows: string,
  sources: string,
): Promise<void> {
  await connection.run(`DELETE FROM ${view} WHERE ${rows}`);
  await connection.run(`INSERT INTO ${view}\n${goldSelect(view, sources)}`);
}
