-- One row = one card network with counted attempts (null where the feed does not say), over the 30 days up to the data's as-of.
-- Payments are those whose first counted attempt belongs to the row. Values are USD and leave out `without_usd_count` attempts.
WITH attempts AS (
  SELECT
    card_network AS card_network,
    count(*) AS transaction_count,
    count(*) FILTER (WHERE is_approved) AS approved_count,
    count(*) FILTER (WHERE NOT is_approved) AS declined_count,
    count(*) FILTER (WHERE is_first_attempt) AS first_attempt_count,
    count(*) FILTER (WHERE is_first_attempt AND is_approved) AS first_attempt_approved_count,
    count(fraud_score) AS fraud_scored_count,
    try_divide(sum(CAST(fraud_score AS DECIMAL(9, 6))), count(fraud_score)) AS avg_fraud_score,
    sum(amount_usd) AS total_value,
    try_divide(sum(amount_usd), count(amount_usd)) AS avg_amount,
    count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd_count,
    count(processing_time_ms) AS timed_count,
    try_divide(sum(CAST(processing_time_ms AS BIGINT)), count(processing_time_ms)) AS avg_latency_ms
  FROM v_attempt_facts
  WHERE is_counted AND event_timestamp > (SELECT as_of - INTERVAL 30 DAYS FROM v_as_of)
  GROUP BY card_network
),
payments AS (
  SELECT card_network AS card_network, count(*) AS payment_count, count(*) FILTER (WHERE is_approved) AS approved_payment_count
  FROM v_payment_facts
  WHERE event_timestamp > (SELECT as_of - INTERVAL 30 DAYS FROM v_as_of)
  GROUP BY card_network
)
SELECT
  attempts.*,
  try_divide(100 * attempts.approved_count, attempts.transaction_count) AS approval_rate_pct,
  try_divide(100 * attempts.first_attempt_approved_count, attempts.first_attempt_count) AS first_attempt_approval_rate_pct,
  coalesce(payments.payment_count, 0) AS payment_count,
  coalesce(payments.approved_payment_count, 0) AS approved_payment_count,
  try_divide(100 * payments.approved_payment_count, payments.payment_count) AS net_approval_rate_pct
FROM attempts
LEFT JOIN payments ON payments.card_network IS NOT DISTINCT FROM attempts.card_network
