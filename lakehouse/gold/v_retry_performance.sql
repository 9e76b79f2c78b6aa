-- One row = one original decline reason (why the payment's first attempt was declined) and one number of retry, over the 30 days up
-- to the data's as-of. A retry is a counted attempt after that decline and before any approval; it recovers the payment
-- when it is approved. Values are USD and leave out `without_usd_count` recoveries.
SELECT
  original_decline_reason AS decline_reason,
  counted_attempt_no - 1 AS retry_count,
  count(*) AS retry_attempts,
  count(*) FILTER (WHERE is_approved) AS recovered_count,
  try_divide(100 * count(*) FILTER (WHERE is_approved), count(*)) AS retry_success_rate_pct,
  count(fraud_score) AS fraud_scored_count,
  try_divide(sum(CAST(fraud_score AS DECIMAL(9, 6))), count(fraud_score)) AS avg_fraud_score,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(seconds_since_previous AS DOUBLE)) AS median_seconds_since_previous,
  sum(CASE WHEN is_approved THEN amount_usd ELSE 0 END) AS recovered_value,
  count(*) FILTER (WHERE is_approved AND amount_usd IS NULL) AS without_usd_count
FROM v_attempt_facts
WHERE is_recovery_attempt AND event_timestamp > (SELECT as_of - INTERVAL 30 DAYS FROM v_as_of)
GROUP BY original_decline_reason, counted_attempt_no
