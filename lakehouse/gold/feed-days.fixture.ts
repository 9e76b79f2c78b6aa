import { createBronze } from "../bronze/create-bronze.ts";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { buildSilver } from "../silver/build-silver.ts";
import { buildGold } from "./build-gold.ts";

export interface FeedDays {
  readonly perHour: number;
  /** SQL over the columns `hour_start`, `n` (the number within it) and `i` (unique): rows that arrive. */
  readonly arrives?: string;
  readonly isApproved?: string;
  readonly fraudScore?: string;
  readonly processor?: string;
  readonly ingestedAfter?: string;
  readonly extra?: string;
}

/** The newest whole hour of the feed; it has arrived completely. */
export const lastHour = "2026-10-31T12:00:00.000Z";

/** Replaces what a lakehouse holds by 36 days of one source, the same number of attempts each hour. */
export async function feedDays(lakehouse: Lakehouse, days: FeedDays): Promise<void> {
  await createBronze(lakehouse.connection);
  await lakehouse.run("DELETE FROM payments_raw_bronze");
  await lakehouse.run(
    `INSERT INTO payments_raw_bronze BY NAME
     SELECT
       'attempt' AS _kind, 'event' AS _source, CAST(1 AS BIGINT) AS _batch, 'feed' AS _file, i AS _line,
       event_timestamp + ${days.ingestedAfter ?? "INTERVAL 5 SECONDS"} AS _ingested_at,
       'shop' AS source, 't' || i AS transaction_id, event_timestamp, 'm' || n % 3 AS merchant_id,
       10 AS amount, 'USD' AS currency, ${days.isApproved ?? "n % 10 > 0"} AS is_approved,
       ${days.processor ?? "'alpha'"} AS processor, ${days.fraudScore ?? "0.1"} AS fraud_score,
       CASE WHEN ${days.isApproved ?? "n % 10 > 0"} THEN NULL ELSE '05' END AS decline_code_raw,
       ${days.extra ?? "CAST(NULL AS VARCHAR)"} AS extra
     FROM (
       SELECT hour_start, n, h * ${days.perHour} + n AS i, hour_start + n * INTERVAL 1 SECOND AS event_timestamp
       FROM (SELECT h, CAST('${lastHour}' AS TIMESTAMP) - h * INTERVAL 1 HOUR AS hour_start FROM range(864) AS hours(h)) AS hours
       CROSS JOIN range(${days.perHour}) AS numbers(n)
     ) AS attempts
     WHERE ${days.arrives ?? "TRUE"}`,
  );
  await buildSilver(lakehouse.connection);
  await buildGold(lakehouse.connection);
}
