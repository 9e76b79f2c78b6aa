-- One row = one alert that stands at the data's as-of: an hour of one value of one dimension ('all' is everything) against the same hour
-- of the day over the 28 days before it, over the 7 days up to the data's as-of. It takes 50 attempts in the hour, 200 to compare with, 4
-- standard errors, and 5 points of approval or 2 points of high-risk share. `threshold_value` is where this hour would begin
-- to alert; `first_detected` the hour from which on every judged hour does, so it stays as long as the alert does.
WITH hours AS (
  SELECT
    dimension,
    value,
    event_hour_start,
    hour(event_hour_start) AS hour_of_day,
    transaction_count,
    approved_count,
    fraud_scored_count,
    high_risk_count
  FROM attempt_cube_hourly
  WHERE event_hour_start > (SELECT as_of_hour - INTERVAL 35 DAYS FROM v_as_of)
),
-- What could alert at all: only its history is compared hour by hour.
suspects AS (
  SELECT newest.dimension, newest.value
  FROM hours AS newest
  JOIN hours AS usual
    ON usual.dimension = newest.dimension
    AND usual.value IS NOT DISTINCT FROM newest.value
    AND usual.hour_of_day = newest.hour_of_day
    AND usual.event_hour_start >= newest.event_hour_start - INTERVAL 28 DAYS
    AND usual.event_hour_start <= newest.event_hour_start - INTERVAL 1 DAY
  WHERE newest.transaction_count >= 50 AND newest.event_hour_start >= (SELECT as_of_hour - INTERVAL 1 HOUR FROM v_as_of)
  GROUP BY newest.dimension, newest.value, newest.event_hour_start
  HAVING
    try_divide(100 * max(newest.approved_count), max(newest.transaction_count))
      <= try_divide(100 * sum(usual.approved_count), sum(usual.transaction_count)) - 5
    OR try_divide(100 * max(newest.high_risk_count), max(newest.fraud_scored_count))
      >= try_divide(100 * sum(usual.high_risk_count), sum(usual.fraud_scored_count)) + 2
),
compared AS (
  SELECT
    hours.dimension,
    hours.value,
    hours.event_hour_start,
    hours.transaction_count,
    hours.approved_count,
    hours.fraud_scored_count,
    hours.high_risk_count,
    CAST(sum(usual.transaction_count) AS BIGINT) AS usual_transactions,
    CAST(sum(usual.approved_count) AS BIGINT) AS usual_approved,
    CAST(sum(usual.fraud_scored_count) AS BIGINT) AS usual_scored,
    CAST(sum(usual.high_risk_count) AS BIGINT) AS usual_high_risk
  FROM hours
  SEMI JOIN suspects ON suspects.dimension = hours.dimension AND suspects.value IS NOT DISTINCT FROM hours.value
  JOIN hours AS usual
    ON usual.dimension = hours.dimension
    AND usual.value IS NOT DISTINCT FROM hours.value
    AND usual.hour_of_day = hours.hour_of_day
    AND usual.event_hour_start >= hours.event_hour_start - INTERVAL 28 DAYS
    AND usual.event_hour_start <= hours.event_hour_start - INTERVAL 1 DAY
  WHERE hours.transaction_count >= 50 AND hours.event_hour_start > (SELECT as_of_hour - INTERVAL 7 DAYS FROM v_as_of)
  GROUP BY
    hours.dimension, hours.value, hours.event_hour_start, hours.transaction_count,
    hours.approved_count, hours.fraud_scored_count, hours.high_risk_count
),
measured AS (
  SELECT
    'APPROVAL_RATE_DROP' AS alert_type, 'approval_rate_pct' AS metric_name, dimension, value, event_hour_start,
    approved_count AS part, transaction_count AS whole, usual_approved AS baseline_part, usual_transactions AS baseline_whole
  FROM compared
  UNION ALL
  SELECT
    'HIGH_FRAUD_RATE' AS alert_type, 'high_risk_share_pct' AS metric_name, dimension, value, event_hour_start,
    high_risk_count AS part, fraud_scored_count AS whole, usual_high_risk AS baseline_part, usual_scored AS baseline_whole
  FROM compared
),
judged AS (
  SELECT
    *,
    try_divide(100 * part, whole) AS current_value,
    try_divide(100 * baseline_part, baseline_whole) AS baseline_value,
    greatest(
      CASE WHEN alert_type = 'APPROVAL_RATE_DROP' THEN 5.0 ELSE 2.0 END,
      400 * sqrt(
        CAST(baseline_part + 1 AS DOUBLE) / (baseline_whole + 2) * (1 - CAST(baseline_part + 1 AS DOUBLE) / (baseline_whole + 2))
        * (CAST(1 AS DOUBLE) / whole + CAST(1 AS DOUBLE) / baseline_whole)
      )
    ) AS margin
  FROM measured
  WHERE whole >= 50 AND baseline_whole >= 200
),
states AS (
  SELECT
    *,
    CASE WHEN alert_type = 'APPROVAL_RATE_DROP' THEN baseline_value - current_value ELSE current_value - baseline_value END AS excess,
    max(CASE WHEN CASE WHEN alert_type = 'APPROVAL_RATE_DROP' THEN baseline_value - current_value ELSE current_value - baseline_value END < margin THEN event_hour_start END)
      OVER (PARTITION BY alert_type, dimension, value) AS last_calm_hour
  FROM judged
),
alerts AS (
  SELECT
    alert_type,
    metric_name,
    dimension,
    value,
    min(event_hour_start) AS first_detected,
    max(event_hour_start) AS last_detected,
    max_by(part, event_hour_start) AS numerator,
    max_by(whole, event_hour_start) AS denominator,
    max_by(baseline_part, event_hour_start) AS baseline_numerator,
    max_by(baseline_whole, event_hour_start) AS baseline_denominator,
    max_by(current_value, event_hour_start) AS current_value,
    max_by(baseline_value, event_hour_start) AS baseline_value,
    max_by(margin, event_hour_start) AS margin,
    max_by(excess, event_hour_start) AS excess
  FROM states
  WHERE last_calm_hour IS NULL OR event_hour_start > last_calm_hour
  GROUP BY alert_type, metric_name, dimension, value
)
SELECT
  alert_type,
  CASE WHEN excess >= 2 * margin THEN 'CRITICAL' ELSE 'HIGH' END AS severity,
  CASE WHEN excess >= 2 * margin THEN 1 ELSE 2 END AS severity_rank,
  metric_name,
  dimension,
  value,
  current_value,
  CASE WHEN alert_type = 'APPROVAL_RATE_DROP' THEN baseline_value - margin ELSE baseline_value + margin END AS threshold_value,
  baseline_value,
  numerator,
  denominator,
  baseline_numerator,
  baseline_denominator,
  CASE WHEN alert_type = 'APPROVAL_RATE_DROP' THEN 'Approval rate fell' ELSE 'High-risk share rose' END
    || CASE WHEN dimension = 'all' THEN '' ELSE ' in ' || dimension || ' ' || coalesce(value, '(not given)') END AS alert_message,
  first_detected,
  last_detected
FROM alerts
WHERE last_detected >= (SELECT as_of_hour - INTERVAL 1 HOUR FROM v_as_of)
