-- One row = one reason of counted, declined attempts, over everything loaded. `decline_rate_pct` is per counted attempt of all reasons;
-- what is recoverable is what was seen to be recovered: payments first declined for the reason and approved by a later
-- attempt. Values are USD and leave out `without_usd_count` declines.
WITH declines AS (
  SELECT
    decline_reason,
    decline_class,
    decline_owner,
    count(*) AS decline_count,
    count(fraud_score) AS fraud_scored_count,
    try_divide(sum(CAST(fraud_score AS DECIMAL(9, 6))), count(fraud_score)) AS avg_fraud_score,
    count(*) FILTER (WHERE fraud_score < 0.3) AS low_risk_declines,
    sum(amount_usd) AS total_declined_value,
    try_divide(sum(amount_usd), count(amount_usd)) AS avg_amount,
    count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd_count,
    count(DISTINCT merchant_id) AS affected_merchants
  FROM v_attempt_facts
  WHERE is_counted AND NOT is_approved
  GROUP BY decline_reason, decline_class, decline_owner
),
totals AS (
  SELECT count(*) AS total_transactions, count(*) FILTER (WHERE NOT is_approved) AS total_declines
  FROM v_attempt_facts
  WHERE is_counted
),
recoveries AS (
  SELECT decline_reason, count(*) AS declined_payments, count(*) FILTER (WHERE is_recovered) AS recovered_payments
  FROM v_payment_facts
  WHERE NOT first_is_approved
  GROUP BY decline_reason
)
SELECT
  declines.*,
  totals.total_declines,
  totals.total_transactions,
  try_divide(100 * declines.decline_count, totals.total_declines) AS pct_of_declines,
  try_divide(100 * declines.decline_count, totals.total_transactions) AS decline_rate_pct,
  coalesce(recoveries.declined_payments, 0) AS declined_payments,
  coalesce(recoveries.recovered_payments, 0) AS recovered_payments,
  try_divide(100 * recoveries.recovered_payments, recoveries.declined_payments) AS recovered_pct
FROM declines
CROSS JOIN totals
LEFT JOIN recoveries ON recoveries.decline_reason = declines.decline_reason
