-- One row = one decline reason and merchant segment (null where the feed does not say), over the 30 days up to the data's
-- as-of (UTC days, its own included). `recovery_potential` is the likelihood that v_retry_success_by_reason saw for the reason.
-- Values are USD and leave out `without_usd_count` declines; `never_retried_value` is what payments first declined and not
-- tried again were for.
WITH declines AS (
  SELECT
    decline_reason,
    merchant_segment,
    CAST(sum(decline_count) AS BIGINT) AS decline_count,
    CAST(sum(fraud_scored_count) AS BIGINT) AS fraud_scored_count,
    try_divide(CAST(sum(fraud_score_sum) AS DOUBLE), sum(fraud_scored_count)) AS avg_fraud_score,
    CAST(sum(trust_scored_count) AS BIGINT) AS trust_scored_count,
    try_divide(CAST(sum(device_trust_score_sum) AS DOUBLE), sum(trust_scored_count)) AS avg_device_trust,
    CAST(sum(total_declined_value) AS DECIMAL(28, 4)) AS total_declined_value,
    CAST(sum(decline_count) - sum(with_usd_count) AS BIGINT) AS without_usd_count,
    CAST(sum(declined_payments) AS BIGINT) AS declined_payments,
    CAST(sum(never_retried_value) AS DECIMAL(28, 4)) AS never_retried_value
  FROM decline_cube_daily
  WHERE event_date > (SELECT date_add(as_of_date, -30) FROM v_as_of)
  GROUP BY decline_reason, merchant_segment
),
merchants AS (
  SELECT value AS decline_reason, merchant_segment, count(DISTINCT merchant_id) AS affected_merchants
  FROM merchant_cube_daily
  WHERE dimension = 'decline_reason' AND transaction_count > 0 AND event_date > (SELECT date_add(as_of_date, -30) FROM v_as_of)
  GROUP BY value, merchant_segment
)
SELECT
  declines.*,
  merchants.affected_merchants,
  coalesce(reasons.recovery_likelihood, 'UNKNOWN') AS recovery_potential
FROM declines
JOIN merchants
  ON merchants.decline_reason = declines.decline_reason AND merchants.merchant_segment IS NOT DISTINCT FROM declines.merchant_segment
LEFT JOIN v_retry_success_by_reason AS reasons ON reasons.decline_reason = declines.decline_reason
