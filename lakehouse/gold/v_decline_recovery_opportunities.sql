-- One row = one decline reason, merchant segment and card network with at least 5 declines, over the 30 days up to the data's
-- as-of (UTC days, its own included). `potential_recovery_value` is an estimate in USD: what payments first declined and never
-- tried again were for, times the share of tried ones that was approved in the end for the same reason; 0 where the reason
-- must not be retried, null where nothing is known. It leaves out `without_usd_count` declines.
WITH declines AS (
  SELECT
    decline_reason,
    merchant_segment,
    card_network,
    CAST(sum(decline_count) AS BIGINT) AS decline_count,
    CAST(sum(fraud_scored_count) AS BIGINT) AS fraud_scored_count,
    try_divide(CAST(sum(fraud_score_sum) AS DOUBLE), sum(fraud_scored_count)) AS avg_fraud_score,
    CAST(sum(trust_scored_count) AS BIGINT) AS trust_scored_count,
    try_divide(CAST(sum(device_trust_score_sum) AS DOUBLE), sum(trust_scored_count)) AS avg_device_trust,
    CAST(sum(decline_count) - sum(with_usd_count) AS BIGINT) AS without_usd_count,
    CAST(sum(never_retried_value) AS DECIMAL(28, 4)) AS never_retried_value
  FROM decline_cube_daily
  WHERE event_date > (SELECT date_add(as_of_date, -30) FROM v_as_of)
  GROUP BY decline_reason, merchant_segment, card_network
)
SELECT
  declines.*,
  CASE
    WHEN reasons.retry_rule = 'never' THEN 0
    ELSE CAST(declines.never_retried_value AS DOUBLE) * reasons.recovery_rate_pct / 100
  END AS potential_recovery_value,
  reasons.recovery_rate_pct,
  coalesce(reasons.recovery_likelihood, 'UNKNOWN') AS recovery_likelihood,
  reasons.recommended_action
FROM declines
LEFT JOIN v_retry_success_by_reason AS reasons ON reasons.decline_reason = declines.decline_reason
WHERE declines.decline_count >= 5
