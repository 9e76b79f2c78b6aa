import type { DuckDBConnection } from "@duckdb/node-api";

/** A person has seen an open alert; it stays until its cell recovers. False where no such alert is open. `at` is ISO UTC. */
export async function acknowledgeAlert(
  connection: DuckDBConnection,
  alertId: string,
  by: string,
  at: string,
): Promise<boolean> {
  const result = await connection.run(
    `UPDATE payments_stream_alerts SET state = 'acknowledged', acknowledged_by = $by, acknowledged_at = CAST($at AS TIMESTAMP)
     WHERE alert_id = $alertId AND state = 'open'`,
    { alertId, by, at },
  );
  return result.rowsChanged > 0;
}
