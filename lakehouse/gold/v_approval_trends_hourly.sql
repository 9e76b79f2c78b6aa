-- One row = one hour with counted attempts, over the 7 days up to the data's as-of.
-- `total_value` is USD and leaves out `without_usd_count` attempts.
SELECT
  facts.event_hour_start AS hour,
  count(*) AS transaction_count,
  count(*) FILTER (WHERE facts.is_approved) AS approved_count,
  count(*) FILTER (WHERE NOT facts.is_approved) AS declined_count,
  try_divide(100 * count(*) FILTER (WHERE facts.is_approved), count(*)) AS approval_rate_pct,
  count(*) FILTER (WHERE facts.is_first_attempt) AS first_attempt_count,
  count(*) FILTER (WHERE facts.is_first_attempt AND facts.is_approved) AS first_attempt_approved_count,
  count(facts.fraud_score) AS fraud_scored_count,
  try_divide(sum(CAST(facts.fraud_score AS DECIMAL(9, 6))), count(facts.fraud_score)) AS avg_fraud_score,
  sum(facts.amount_usd) AS total_value,
  count(*) FILTER (WHERE facts.amount_usd IS NULL) AS without_usd_count,
  count(DISTINCT facts.merchant_segment) AS active_segments
FROM v_attempt_facts AS facts
CROSS JOIN v_as_of AS clock
WHERE facts.is_counted AND facts.event_timestamp > clock.as_of - INTERVAL 7 DAYS
GROUP BY facts.event_hour_start
