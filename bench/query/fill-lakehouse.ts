import { createBronze } from "../../lakehouse/bronze/create-bronze.ts";
import type { Lakehouse } from "../../lakehouse/duckdb/open-lakehouse.ts";

const sql = `INSERT INTO payments_raw_bronze BY NAME
  WITH drawn AS (
    SELECT i, CAST(hash(i) % 1000 AS INTEGER) AS a, CAST(hash(i, 1) % 1000 AS INTEGER) AS b,
      CAST(hash(i, 2) % 1000 AS INTEGER) AS c, CAST(hash(i, 3) % 1000 AS INTEGER) AS d
    FROM range(:from, :to) AS t(i)
  )
  SELECT
    't' || i AS transaction_id, 'feed' AS source, 'm' || a % 40 AS merchant_id,
    CAST(:start AS TIMESTAMP) + CAST(floor(i * CAST(:seconds AS DOUBLE)) AS BIGINT) * INTERVAL 1 SECOND AS event_timestamp,
    CASE WHEN b % 10 = 0 THEN 'p' || CAST(floor(i / 3) AS BIGINT) ELSE 'p' || i END AS payment_id,
    10 + c / 7 AS amount, CASE WHEN d % 3 = 0 THEN 'EUR' ELSE 'USD' END AS currency, b >= 130 AS is_approved,
    CASE WHEN b < 130 THEN ['51', '05', '91', '54'][1 + b % 4] END AS decline_code_raw,
    'c' || CAST(floor(i / 3) AS BIGINT) % 100000 AS card_token,
    ['visa', 'mastercard', 'amex'][1 + c % 3] AS card_network, ['BR', 'US', 'MX', 'DE', 'GB'][1 + d % 5] AS issuer_country,
    ['alpha', 'beta', 'gamma'][1 + a % 3] AS processor, ['standard', '3ds', 'network_token'][1 + b % 3] AS payment_solution,
    ['Travel', 'Retail', 'Gaming', 'Grocery'][1 + a % 4] AS merchant_segment, c / 1000 AS fraud_score,
    CAST(100 + d AS INTEGER) AS processing_time_ms, b % 4 = 0 AS uses_3ds,
    'attempt' AS _kind, 'event' AS _source, CAST(:batch AS BIGINT) AS _batch, 'bench' AS _file, i AS _line,
    CAST(:start AS TIMESTAMP) AS _ingested_at
  FROM drawn`;

/** 90 days in 1,000,000 attempts. */
const seconds = (90 * 86_400) / 1_000_000;

/** Writes attempts `from` to `to` into bronze, as one batch. The same numbers give the same attempts. */
export async function fillBronze(
  lakehouse: Lakehouse,
  { from, to, batch }: { from: number; to: number; batch: number },
): Promise<void> {
  await createBronze(lakehouse.connection);
  await lakehouse.run(sql, { from, to, batch, start: "2026-08-01T00:00:00Z", seconds });
}
