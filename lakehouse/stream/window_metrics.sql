-- The minutes [$from, $to) of event time, one row a cell, from silver. Rates are over counted attempts.
INSERT INTO payments_stream_metrics_1min
SELECT
  date_trunc('minute', event_timestamp) AS window_start,
  date_trunc('minute', event_timestamp) + INTERVAL 1 MINUTE AS window_end,
  merchant_segment,
  payment_solution,
  card_network,
  count(*) AS transaction_count,
  count(*) FILTER (is_counted AND is_approved) AS approved_count,
  count(*) FILTER (is_counted AND NOT is_approved) AS declined_count,
  avg(amount_usd) AS avg_amount,
  sum(amount_usd) AS total_amount,
  avg(fraud_score) AS avg_fraud_score,
  avg(processing_time_ms) AS avg_latency_ms,
  count(DISTINCT merchant_id) AS unique_merchants,
  round(100.0 * count(*) FILTER (is_counted AND is_approved) / nullif(count(*) FILTER (is_counted), 0), 2) AS approval_rate_pct,
  0 AS late_count
FROM payments_enriched_silver
WHERE event_timestamp >= CAST($from AS TIMESTAMP) AND event_timestamp < CAST($to AS TIMESTAMP) AND amount_minor > 0
GROUP BY ALL
