-- What is usual in the hour that begins at $hour: the same hour of the 28 days before, or, where those are too few, the 24
-- hours before. One row a cell with enough attempts; a cell is everything, or one value of one dimension.
INSERT INTO stream_baseline
WITH history AS (
  SELECT
    event_date,
    hour(event_timestamp) = hour(CAST($hour AS TIMESTAMP)) AS is_same_hour,
    event_timestamp >= CAST($hour AS TIMESTAMP) - INTERVAL 1 DAY AS is_last_day,
    unnest([
      {dimension: 'all', cell: ''},
      {dimension: 'merchant_segment', cell: merchant_segment},
      {dimension: 'payment_solution', cell: payment_solution},
      {dimension: 'card_network', cell: card_network},
      {dimension: 'processor', cell: processor},
      {dimension: 'issuer_country', cell: issuer_country}
    ], recursive := true),
    is_approved,
    fraud_score,
    processing_time_ms
  FROM payments_enriched_silver
  WHERE is_counted
    AND event_timestamp >= CAST($hour AS TIMESTAMP) - INTERVAL 28 DAY
    AND event_timestamp < CAST($hour AS TIMESTAMP)
    AND (hour(event_timestamp) = hour(CAST($hour AS TIMESTAMP)) OR event_timestamp >= CAST($hour AS TIMESTAMP) - INTERVAL 1 DAY)
),
periods AS (
  SELECT 'matched_hours' AS basis, * FROM history WHERE is_same_hour
  UNION ALL
  SELECT 'last_day' AS basis, * FROM history WHERE is_last_day
),
days AS (
  SELECT
    basis,
    dimension,
    cell,
    count(*) AS attempts,
    count(*) FILTER (is_approved) AS approvals,
    count(fraud_score) AS fraud_scores,
    sum(fraud_score) AS fraud_sum,
    sum(fraud_score * fraud_score) AS fraud_squares,
    count(processing_time_ms) AS latencies,
    sum(CAST(processing_time_ms AS DOUBLE)) AS latency_sum,
    sum(CAST(processing_time_ms AS DOUBLE) * processing_time_ms) AS latency_squares
  FROM periods
  WHERE cell IS NOT NULL
  GROUP BY basis, dimension, cell, event_date
),
cells AS (
  SELECT
    basis,
    dimension,
    cell,
    sum(attempts) AS attempts,
    sum(approvals) / sum(attempts) AS rate,
    coalesce(var_samp(approvals / attempts), 0) AS seen_variance,
    avg(1.0 / attempts) AS mean_inverse,
    sum(fraud_scores) AS fraud_scores,
    sum(fraud_sum) / nullif(sum(fraud_scores), 0) AS fraud_mean,
    sum(fraud_squares) / nullif(sum(fraud_scores), 0) AS fraud_square,
    sum(latencies) AS latencies,
    sum(latency_sum) / nullif(sum(latencies), 0) AS latency_mean,
    sum(latency_squares) / nullif(sum(latencies), 0) AS latency_square
  FROM days
  GROUP BY basis, dimension, cell
  HAVING sum(attempts) >= 200
)
SELECT
  CAST($hour AS TIMESTAMP) AS hour_start,
  basis,
  dimension,
  cell,
  attempts,
  rate AS approval_rate,
  greatest(0, seen_variance - rate * (1 - rate) * mean_inverse) AS approval_variance,
  fraud_scores,
  fraud_mean,
  greatest(0, fraud_square - fraud_mean * fraud_mean) AS fraud_variance,
  latencies,
  latency_mean,
  greatest(0, latency_square - latency_mean * latency_mean) AS latency_variance
FROM cells
QUALIFY row_number() OVER (PARTITION BY dimension, cell ORDER BY basis = 'matched_hours' DESC) = 1
