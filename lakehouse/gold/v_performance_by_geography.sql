-- One row = one issuer country with counted attempts (null where the feed does not say), over everything loaded.
-- Payments are those whose first counted attempt belongs to the row. Values are USD and leave out `without_usd_count` attempts.
WITH attempts AS (
  SELECT
    issuer_country AS country,
    count(*) AS transaction_count,
    count(*) FILTER (WHERE is_approved) AS approved_count,
    count(*) FILTER (WHERE NOT is_approved) AS declined_count,
    count(*) FILTER (WHERE is_first_attempt) AS first_attempt_count,
    count(*) FILTER (WHERE is_first_attempt AND is_approved) AS first_attempt_approved_count,
    count(fraud_score) AS fraud_scored_count,
    try_divide(sum(CAST(fraud_score AS DECIMAL(9, 6))), count(fraud_score)) AS avg_fraud_score,
    sum(amount_usd) AS total_transaction_value,
    count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd_count,
    count(DISTINCT merchant_id) AS unique_merchants
  FROM v_attempt_facts
  WHERE is_counted
  GROUP BY issuer_country
),
payments AS (
  SELECT issuer_country AS country, count(*) AS payment_count, count(*) FILTER (WHERE is_approved) AS approved_payment_count
  FROM v_payment_facts
  GROUP BY issuer_country
)
SELECT
  attempts.*,
  try_divide(100 * attempts.approved_count, attempts.transaction_count) AS approval_rate_pct,
  try_divide(100 * attempts.first_attempt_approved_count, attempts.first_attempt_count) AS first_attempt_approval_rate_pct,
  coalesce(payments.payment_count, 0) AS payment_count,
  coalesce(payments.approved_payment_count, 0) AS approved_payment_count,
  try_divide(100 * payments.approved_payment_count, payments.payment_count) AS net_approval_rate_pct
FROM attempts
LEFT JOIN payments ON payments.country IS NOT DISTINCT FROM attempts.country
