-- One row = one reason of counted, declined attempts, over everything loaded. `decline_rate_pct` is per counted attempt of all reasons.
-- What is recoverable is what was seen to be recovered, of payments first declined for the reason: `recovered_pct` of all of
-- them, `recoverable_pct` of those that were tried again. Values are USD and leave out `without_usd_count` declines.
WITH declines AS (
  SELECT
    decline_reason,
    decline_class,
    decline_owner,
    CAST(sum(decline_count) AS BIGINT) AS decline_count,
    CAST(sum(fraud_scored_count) AS BIGINT) AS fraud_scored_count,
    try_divide(CAST(sum(fraud_score_sum) AS DOUBLE), sum(fraud_scored_count)) AS avg_fraud_score,
    CAST(sum(low_risk_declines) AS BIGINT) AS low_risk_declines,
    CAST(sum(total_declined_value) AS DECIMAL(28, 4)) AS total_declined_value,
    try_divide(CAST(sum(total_declined_value) AS DOUBLE), sum(with_usd_count)) AS avg_amount,
    CAST(sum(decline_count) - sum(with_usd_count) AS BIGINT) AS without_usd_count,
    CAST(sum(declined_payments) AS BIGINT) AS declined_payments,
    CAST(sum(retried_payments) AS BIGINT) AS retried_payments,
    CAST(sum(recovered_payments) AS BIGINT) AS recovered_payments
  FROM decline_cube_daily
  GROUP BY decline_reason, decline_class, decline_owner
),
totals AS (
  SELECT
    CAST(sum(transaction_count) AS BIGINT) AS total_transactions,
    CAST(sum(transaction_count - approved_count) AS BIGINT) AS total_declines
  FROM attempt_cube_daily
  WHERE dimension = 'all'
),
merchants AS (
  SELECT value AS decline_reason, count(DISTINCT merchant_id) AS affected_merchants
  FROM merchant_cube_daily
  WHERE dimension = 'decline_reason' AND transaction_count > 0
  GROUP BY value
)
SELECT
  declines.*,
  merchants.affected_merchants,
  totals.total_declines,
  totals.total_transactions,
  try_divide(100 * declines.decline_count, totals.total_declines) AS pct_of_declines,
  try_divide(100 * declines.decline_count, totals.total_transactions) AS decline_rate_pct,
  try_divide(100 * declines.recovered_payments, declines.declined_payments) AS recovered_pct,
  try_divide(100 * declines.recovered_payments, declines.retried_payments) AS recoverable_pct
FROM declines
CROSS JOIN totals
JOIN merchants ON merchants.decline_reason = declines.decline_reason
