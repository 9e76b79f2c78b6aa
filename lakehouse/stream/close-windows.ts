import type { DuckDBConnection } from "@duckdb/node-api";
import { streamSql } from "./stream-tables.ts";

const metrics = streamSql("window_metrics");
const baseline = streamSql("baseline");
const checks = streamSql("window_checks");
const alertsSeen = streamSql("alerts_seen");
const alertsRecovered = streamSql("alerts_recovered");
const alertsOpened = streamSql("alerts_opened");

/** How far behind the newest event a window waits for late rows before it is closed. */
export const watermarkMinutes = 2;
/** Closed windows are kept so long. */
export const keptDays = 2;
/** After a long pause only so many windows are checked for alerts: older ones are history, which agents look at. */
const mostChecked = 15;

/**
 * Closes every minute of event time that the watermark has passed: measures it from silver, and checks it, together with
 * the minute before, against what is usual at this hour. One transaction; most ticks have nothing to close.
 */
export async function closeWindows(connection: DuckDBConnection): Promise<void> {
  const due = await dueWindows(connection);
  if (due === null) return;
  await connection.run("BEGIN");
  try {
    await connection.run(metrics, { from: due.from, to: due.to });
    for (const end of due.checked) await checkWindow(connection, end);
    await connection.run(
      `DELETE FROM payments_stream_metrics_1min WHERE window_start < CAST($to AS TIMESTAMP) - INTERVAL ${keptDays} DAY`,
      { to: due.to },
    );
    await connection.run("UPDATE stream_checkpoint SET closed_until = CAST($to AS TIMESTAMP)", {
      to: due.to,
    });
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
  }
}

interface Due {
  readonly from: string;
  readonly to: string;
  /** Ends of the windows to check, in order. */
  readonly checked: readonly string[];
}

async function dueWindows(connection: DuckDBConnection): Promise<Due | null> {
  const result = await connection.runAndReadAll(
    `WITH due AS (
       SELECT date_trunc('minute', newest_event) - INTERVAL ${watermarkMinutes} MINUTE AS until, closed_until
       FROM stream_checkpoint
     ), span AS (
       SELECT greatest(coalesce(closed_until, until - INTERVAL 1 HOUR), until - INTERVAL ${keptDays} DAY) AS since, until FROM due
     )
     SELECT CAST(since AS VARCHAR), CAST(until AS VARCHAR), CAST(unnest(range(
       greatest(since, until - INTERVAL ${mostChecked} MINUTE) + INTERVAL 1 MINUTE, until + INTERVAL 1 SECOND, INTERVAL 1 MINUTE)) AS VARCHAR)
     FROM span WHERE until > since`,
  );
  const rows = result.getRows().map((row) => row.map(String));
  const [from, to] = rows[0] ?? [];
  if (from === undefined || to === undefined) return null;
  return { from, to, checked: rows.flatMap((row) => row[2] ?? []) };
}

async function checkWindow(connection: DuckDBConnection, end: string): Promise<void> {
  await ensureBaseline(connection, end);
  await connection.run(checks, { from: minutesBefore(end, 2), to: end });
  await connection.run(alertsSeen, { to: end });
  await connection.run(alertsRecovered, { to: end });
  await connection.run(alertsOpened, { from: minutesBefore(end, 1), to: end });
}

async function ensureBaseline(connection: DuckDBConnection, end: string): Promise<void> {
  const hour = `${minutesBefore(end, 1).slice(0, 13)}:00:00`;
  const known = await connection.runAndReadAll(
    "SELECT count(*) FROM stream_baseline WHERE hour_start = CAST($hour AS TIMESTAMP)",
    { hour },
  );
  if (Number(known.getRows()[0]?.[0]) > 0) return;
  await connection.run("DELETE FROM stream_baseline");
  await connection.run(baseline, { hour });
}

/** A time as DuckDB writes it, some minutes earlier. */
function minutesBefore(time: string, minutes: number): string {
  const at = Date.parse(`${time.replace(" ", "T")}Z`) - minutes * 60_000;
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}
