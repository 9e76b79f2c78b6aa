import type { DuckDBConnection } from "@duckdb/node-api";
import { keptDays } from "./close-windows.ts";
import { streamSql } from "./stream-tables.ts";

const count = streamSql("late_rows");

/** Counts the staged rows whose window is closed already. `incoming` holds a segment; runs in the segment's transaction. */
export async function countLateRows(connection: DuckDBConnection): Promise<void> {
  const result = await connection.runAndReadAll(
    `SELECT CAST(closed_until AS VARCHAR), CAST(closed_until - INTERVAL ${keptDays} DAY AS VARCHAR)
     FROM stream_checkpoint
     WHERE closed_until > (SELECT min(event_timestamp) FROM incoming WHERE _kind = 'attempt')`,
  );
  const [closedUntil, keptFrom] = result.getRows()[0] ?? [];
  if (closedUntil === undefined) return;
  await connection.run(count, { closedUntil: String(closedUntil), keptFrom: String(keptFrom) });
}
