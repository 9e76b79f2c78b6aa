import type { DuckDBConnection } from "@duckdb/node-api";
import { literal } from "./stage.ts";
import { offsetAt, readZone } from "./zone.ts";

export interface ResolvedZones {
  /** Names of the zones that are known. */
  readonly known: readonly string[];
  /** Seconds east of UTC where every row has the same offset, which needs no table. */
  readonly onlyOffset: number | null;
}

/** The expressions over `staged` that a batch's local times come from. */
export interface LocalTimes {
  readonly timeSql: string;
  readonly zoneSql: string;
  readonly isDayFirst: boolean;
}

/**
 * Fills `zone_fixed(zone, seconds)` for offsets that never change and `zone_at(zone, local_at, seconds)` for each local time of
 * a named zone in the batch. A zone nobody knows is in neither.
 */
export async function resolveZones(
  connection: DuckDBConnection,
  names: readonly string[],
  times: LocalTimes,
): Promise<ResolvedZones> {
  if (names.some((name) => readZone(name).kind === "named")) {
    // Why a table: every named zone looks at its local times several times, and reading the batch is the dear part.
    await connection.run(`CREATE OR REPLACE TEMP TABLE local_times AS
      SELECT DISTINCT coalesce(zone_part(t), z, 'UTC') AS zone, local_time(clock_part(t), ${times.isDayFirst}) AS local
      FROM (SELECT ${times.timeSql} AS t, ${times.zoneSql} AS z FROM staged)`);
  }
  await connection.run("CREATE OR REPLACE TEMP TABLE zone_fixed (zone VARCHAR, seconds BIGINT)");
  await connection.run(
    "CREATE OR REPLACE TEMP TABLE zone_at (zone VARCHAR, local_at TIMESTAMP, seconds BIGINT)",
  );
  const known: string[] = [];
  const fixed = new Set<number>();
  let named = 0;
  for (const name of names) {
    const zone = readZone(name);
    if (zone.kind === "unknown") continue;
    known.push(name);
    if (zone.kind === "fixed") {
      fixed.add(zone.seconds);
      await connection.run(`INSERT INTO zone_fixed VALUES (${literal(name)}, ${zone.seconds})`);
    } else {
      named += 1;
      await resolveNamed(connection, name, zone.name);
    }
  }
  const isOneOffset = known.length === names.length && fixed.size === 1 && named === 0;
  return { known, onlyOffset: isOneOffset ? ([...fixed][0] ?? null) : null };
}

/** Days without a clock change share one offset; on the others every minute is looked up. */
async function resolveNamed(
  connection: DuckDBConnection,
  written: string,
  zone: string,
): Promise<void> {
  const days = await distinct(connection, written, "day");
  const isSteady = (day: string) =>
    offsetAt(zone, day) === offsetAt(zone, `${day.slice(0, 10)}T23:59:59`);
  await insertOffsets(connection, written, zone, "day", days.filter(isSteady));
  for (const day of days.filter((d) => !isSteady(d))) {
    const minutes = await distinct(connection, written, "minute", day);
    await insertOffsets(connection, written, zone, "minute", minutes);
  }
}

async function distinct(
  connection: DuckDBConnection,
  written: string,
  part: "day" | "minute",
  day?: string,
): Promise<string[]> {
  const onDay = day === undefined ? "" : `AND date_trunc('day', local) = TIMESTAMP ${literal(day)}`;
  const result = await connection.runAndReadAll(
    `SELECT DISTINCT strftime(date_trunc('${part}', local), '%Y-%m-%dT%H:%M:%S') FROM local_times
     WHERE zone = ${literal(written)} AND local IS NOT NULL ${onDay} ORDER BY 1`,
  );
  return result.getRows().map((row) => String(row[0]));
}

async function insertOffsets(
  connection: DuckDBConnection,
  written: string,
  zone: string,
  part: "day" | "minute",
  times: readonly string[],
): Promise<void> {
  if (times.length === 0) return;
  const values = times.map((time) => `(TIMESTAMP ${literal(time)}, ${offsetAt(zone, time)})`);
  await connection.run(
    `INSERT INTO zone_at SELECT ${literal(written)}, local, t.seconds
     FROM local_times JOIN (VALUES ${values.join(", ")}) AS t(start, seconds) ON CAST(date_trunc('${part}', local) AS TIMESTAMP) = t.start
     WHERE zone = ${literal(written)}`,
  );
}
