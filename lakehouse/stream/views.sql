-- The stream under the names of the specification. There is one lakehouse: the stream writes into its bronze and silver.

-- One row = one event as it came over the event API.
CREATE OR REPLACE VIEW payments_stream_bronze AS
SELECT * FROM payments_raw_bronze WHERE starts_with(_file, 'stream/');

-- One row = one authorisation attempt for money of the last day of data, whichever way it came.
CREATE OR REPLACE VIEW payments_stream_silver AS
SELECT
  *,
  date_trunc('MINUTE', event_timestamp) AS event_minute
FROM payments_enriched_silver
WHERE amount_minor > 0
  AND event_timestamp > (SELECT max(event_timestamp) FROM payments_enriched_silver) - INTERVAL 1 DAY;

-- One row = one closed minute, merchant segment and payment solution.
CREATE OR REPLACE VIEW payments_realtime_metrics AS
SELECT
  window_start,
  window_end,
  merchant_segment,
  payment_solution,
  CAST(sum(transaction_count) AS BIGINT) AS transaction_count,
  CAST(sum(approved_count) AS BIGINT) AS approved_count,
  sum(total_amount) / nullif(sum(transaction_count) FILTER (WHERE total_amount IS NOT NULL), 0) AS avg_amount,
  sum(total_amount) AS total_amount,
  sum(avg_fraud_score * transaction_count) / nullif(sum(transaction_count) FILTER (WHERE avg_fraud_score IS NOT NULL), 0) AS avg_fraud_score,
  sum(avg_latency_ms * transaction_count) / nullif(sum(transaction_count) FILTER (WHERE avg_latency_ms IS NOT NULL), 0) AS avg_latency_ms,
  round(100.0 * sum(approved_count) / nullif(sum(approved_count + declined_count), 0), 2) AS approval_rate
FROM payments_stream_metrics_1min
GROUP BY window_start, window_end, merchant_segment, payment_solution;
