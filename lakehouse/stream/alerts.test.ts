import type { DuckDBConnection } from "@duckdb/node-api";
import { describe, expect, test } from "vitest";
import { inMemory, openLakehouse } from "../duckdb/open-lakehouse.ts";
import { acknowledgeAlert } from "./acknowledge-alert.ts";
import { closeWindows } from "./close-windows.ts";
import { createStreamTables } from "./stream-tables.ts";

/** One attempt a second since ten days: three processors, five countries, an approval rate that follows the hour of day. */
const history = `
  CREATE TABLE payments_enriched_silver AS
  WITH second AS (
    SELECT TIMESTAMP '2026-11-01 00:00:00' + to_seconds(i) AS event_timestamp, hash(i) AS h, hash(i, 'approval') % 1000000 / 1e6 AS u
    FROM range(0, 10 * 86400) AS t(i)
  )
  SELECT
    event_timestamp,
    CAST(event_timestamp AS DATE) AS event_date,
    true AS is_counted,
    u < 0.86 + 0.05 * sin(hour(event_timestamp) / 24.0 * 2 * pi()) AS is_approved,
    100 AS amount_minor,
    CAST(1 AS DOUBLE) AS amount_usd,
    ['Retail', 'Travel', 'Gaming', 'Digital'][CAST(1 + h % 4 AS INTEGER)] AS merchant_segment,
    ['standard', '3ds', 'apple_pay'][CAST(1 + h // 7 % 3 AS INTEGER)] AS payment_solution,
    ['visa', 'mastercard'][CAST(1 + h // 31 % 2 AS INTEGER)] AS card_network,
    ['A', 'B', 'C'][CAST(1 + h // 101 % 3 AS INTEGER)] AS processor,
    ['DE', 'BR', 'US', 'GB', 'FR'][CAST(1 + h // 1009 % 5 AS INTEGER)] AS issuer_country,
    'm' || h // 5003 % 50 AS merchant_id,
    0.05 + 0.1 * (hash(h, 'fraud') % 1000 / 1000.0) AS fraud_score,
    CAST(150 + hash(h, 'latency') % 200 AS INTEGER) AS processing_time_ms
  FROM second`;

const outageFrom = "2026-11-10 15:00:00";
const outageTo = "2026-11-10 15:10:00";

async function lakehouseOf(change?: string): Promise<DuckDBConnection> {
  const { connection } = await openLakehouse(inMemory);
  await connection.run("CREATE TABLE payments_raw_bronze (_file VARCHAR)");
  await connection.run(history);
  if (change !== undefined) await connection.run(change);
  await createStreamTables(connection);
  return connection;
}

/** Lets the clock of events run from minute to minute, as the stream does. */
async function live(connection: DuckDBConnection, from: string, minutes: number): Promise<void> {
  for (let minute = 0; minute <= minutes; minute++) {
    await connection.run(
      "UPDATE stream_checkpoint SET newest_event = CAST($from AS TIMESTAMP) + to_minutes(CAST($minute AS INTEGER) + 2), closed_until = coalesce(closed_until, CAST($from AS TIMESTAMP))",
      { from, minute },
    );
    await closeWindows(connection);
  }
}

async function alerts(connection: DuckDBConnection, where = "true") {
  const read = await connection.runAndReadAll(
    `SELECT alert_id, alert_type, severity, state, dimension, cell, CAST(first_seen_at AS VARCHAR) AS first_seen_at,
       CAST(closed_at AS VARCHAR) AS closed_at, acknowledged_by FROM payments_stream_alerts WHERE ${where} ORDER BY alert_id`,
  );
  return read.getRowObjectsJson();
}

describe("alerts of the stream", () => {
  test("three healthy hours of one attempt a second, each with another approval rate, open at most one alert an hour", async () => {
    const connection = await lakehouseOf();
    await live(connection, "2026-11-10 04:00:00", 180);
    expect((await alerts(connection)).length).toBeLessThanOrEqual(3);
  });

  test("an outage of one processor is found within two windows, keeps its first sight, and closes after recovery", async () => {
    const connection = await lakehouseOf(
      `UPDATE payments_enriched_silver SET is_approved = false
       WHERE processor = 'B' AND event_timestamp >= TIMESTAMP '${outageFrom}' AND event_timestamp < TIMESTAMP '${outageTo}'`,
    );
    await live(connection, "2026-11-10 14:50:00", 12);
    const [found] = await alerts(connection, "cell = 'B'");
    expect(found).toMatchObject({
      alert_type: "LOW_APPROVAL_RATE",
      severity: "CRITICAL",
      state: "open",
      dimension: "processor",
    });
    expect(["2026-11-10 15:00:00", "2026-11-10 15:01:00"]).toContain(found?.first_seen_at);

    expect(
      await acknowledgeAlert(connection, String(found?.alert_id), "ops", "2026-11-10T15:04:00Z"),
    ).toBe(true);
    expect(
      await acknowledgeAlert(connection, String(found?.alert_id), "ops", "2026-11-10T15:04:00Z"),
    ).toBe(false);
    await live(connection, "2026-11-10 15:02:00", 5);
    expect(await alerts(connection, "cell = 'B'")).toEqual([
      { ...found, state: "acknowledged", acknowledged_by: "ops" },
    ]);

    await live(connection, "2026-11-10 15:07:00", 10);
    const [closed, ...more] = await alerts(connection, "cell = 'B'");
    expect(more).toEqual([]);
    expect(closed).toMatchObject({
      state: "closed",
      first_seen_at: found?.first_seen_at,
      acknowledged_by: "ops",
    });
    expect(String(closed?.closed_at) > outageTo).toBe(true);
    expect(await alerts(connection, "state <> 'closed'")).toEqual([]);
  });

  test("slow answers and a wave of risky attempts are told apart", async () => {
    const minutes = "event_timestamp >= TIMESTAMP '2026-11-10 15:00:00'";
    const connection = await lakehouseOf(
      `UPDATE payments_enriched_silver SET
         processing_time_ms = CASE WHEN processor = 'A' THEN 4 * processing_time_ms ELSE processing_time_ms END,
         fraud_score = CASE WHEN issuer_country = 'BR' THEN 0.9 ELSE fraud_score END
       WHERE ${minutes}`,
    );
    await live(connection, "2026-11-10 14:55:00", 8);
    const kinds = (await alerts(connection, "dimension <> 'all'")).map(
      ({ alert_type, cell }) => `${alert_type} ${cell}`,
    );
    expect(kinds).toContain("HIGH_LATENCY A");
    expect(kinds).toContain("HIGH_FRAUD_RATE BR");
    expect(kinds.filter((kind) => kind.startsWith("LOW_APPROVAL"))).toEqual([]);
  });

  test("without history there is nothing to compare with, and no alert", async () => {
    const connection = await lakehouseOf(
      "DELETE FROM payments_enriched_silver WHERE event_timestamp < TIMESTAMP '2026-11-10 14:58:00'; UPDATE payments_enriched_silver SET is_approved = false",
    );
    await live(connection, "2026-11-10 14:58:00", 1);
    expect(await alerts(connection)).toEqual([]);
  });
});
