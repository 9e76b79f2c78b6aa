-- One row = one cell with enough attempts in [$from, $to) and one thing that can be wrong with it: what was seen, what is
-- usual in this hour, and how far apart they are in standard errors. Positive z is worse. `is_breach` asks for a difference
-- that chance does not make (over some thirty cells a minute) and that matters.
CREATE OR REPLACE TEMP TABLE window_checks AS
WITH recent AS (
  SELECT
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
  WHERE is_counted AND event_timestamp >= CAST($from AS TIMESTAMP) AND event_timestamp < CAST($to AS TIMESTAMP)
),
cells AS (
  SELECT
    dimension,
    cell,
    count(*) AS attempts,
    count(*) FILTER (is_approved) / count(*) AS rate,
    count(fraud_score) AS fraud_scores,
    avg(fraud_score) AS fraud_mean,
    count(processing_time_ms) AS latencies,
    avg(processing_time_ms) AS latency_mean
  FROM recent
  WHERE cell IS NOT NULL
  GROUP BY dimension, cell
),
-- The usual rate is drawn a little towards a half: a baseline of nothing but approvals still has a variance.
compared AS (
  SELECT cells.*, usual.*, (usual.approval_rate * usual.attempts + 1) / (usual.attempts + 2) AS p
  FROM cells
  JOIN (
    SELECT dimension AS d, cell AS c, basis, attempts AS usual_attempts, attempts, approval_rate, approval_variance,
      fraud_scores AS usual_fraud_scores, fraud_mean AS usual_fraud, fraud_variance,
      latencies AS usual_latencies, latency_mean AS usual_latency, latency_variance
    FROM stream_baseline
  ) AS usual ON usual.d = cells.dimension AND usual.c = cells.cell
),
checks AS (
  SELECT
    'LOW_APPROVAL_RATE' AS alert_type,
    dimension, cell, attempts, rate AS observed, approval_rate AS expected, usual_attempts AS baseline_attempts, basis,
    (approval_rate - rate) / sqrt(p * (1 - p) * (1.0 / attempts + 1.0 / usual_attempts) + approval_variance) AS z,
    approval_rate - rate >= 0.05 AS is_relevant,
    approval_rate - rate >= 0.15 AS is_critical
  FROM compared
  WHERE attempts >= 20
  UNION ALL
  SELECT
    'HIGH_FRAUD_RATE', dimension, cell, fraud_scores, fraud_mean, usual_fraud, usual_fraud_scores, basis,
    (fraud_mean - usual_fraud) / sqrt(nullif(fraud_variance, 0) * (1.0 / fraud_scores + 1.0 / usual_fraud_scores)),
    fraud_mean >= 1.5 * usual_fraud,
    fraud_mean >= 3 * usual_fraud
  FROM compared
  WHERE fraud_scores >= 20 AND usual_fraud_scores >= 200
  UNION ALL
  SELECT
    'HIGH_LATENCY', dimension, cell, latencies, latency_mean, usual_latency, usual_latencies, basis,
    (latency_mean - usual_latency) / sqrt(nullif(latency_variance, 0) * (1.0 / latencies + 1.0 / usual_latencies)),
    latency_mean >= 1.5 * usual_latency,
    latency_mean >= 3 * usual_latency
  FROM compared
  WHERE latencies >= 20 AND usual_latencies >= 200
)
SELECT *, coalesce(z >= CASE alert_type WHEN 'LOW_APPROVAL_RATE' THEN 5 ELSE 8 END AND is_relevant, false) AS is_breach
FROM checks
