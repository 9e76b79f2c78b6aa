-- One row: the state of approvals over everything loaded. Transactions are counted attempts; first attempts and payments are told
-- apart because their rates differ. Values are USD and leave out `without_usd_count` attempts whose currency has no rate.
WITH attempts AS (
  SELECT
    count(*) FILTER (WHERE is_counted) AS total_transactions,
    count(*) FILTER (WHERE is_counted AND is_approved) AS approved_count,
    count(*) FILTER (WHERE is_counted AND NOT is_approved) AS declined_count,
    count(*) FILTER (WHERE is_first_attempt) AS first_attempt_count,
    count(*) FILTER (WHERE is_first_attempt AND is_approved) AS first_attempt_approved_count,
    count(*) FILTER (WHERE NOT is_counted) AS uncounted_attempts,
    count(DISTINCT CASE WHEN is_counted THEN merchant_id END) AS unique_merchants,
    count(DISTINCT CASE WHEN is_counted THEN issuer_country END) AS unique_countries,
    count(fraud_score) FILTER (WHERE is_counted) AS fraud_scored_count,
    try_divide(sum(CAST(fraud_score AS DECIMAL(9, 6))) FILTER (WHERE is_counted), count(fraud_score) FILTER (WHERE is_counted)) AS avg_fraud_score,
    count(aml_risk_score) FILTER (WHERE is_counted) AS aml_scored_count,
    try_divide(sum(CAST(aml_risk_score AS DECIMAL(9, 6))) FILTER (WHERE is_counted), count(aml_risk_score) FILTER (WHERE is_counted)) AS avg_aml_risk_score,
    sum(amount_usd) FILTER (WHERE is_counted) AS total_transaction_value,
    sum(CASE WHEN is_approved THEN amount_usd ELSE 0 END) FILTER (WHERE is_counted AND amount_usd IS NOT NULL) AS approved_value,
    sum(CASE WHEN is_approved THEN 0 ELSE amount_usd END) FILTER (WHERE is_counted AND amount_usd IS NOT NULL) AS declined_value,
    count(amount_usd) FILTER (WHERE is_counted) AS with_usd_count,
    count(*) FILTER (WHERE is_counted AND amount_usd IS NULL) AS without_usd_count,
    count(uses_3ds) FILTER (WHERE is_counted) AS auth_3ds_known_count,
    count(*) FILTER (WHERE is_counted AND uses_3ds) AS auth_3ds_count,
    min(event_timestamp) FILTER (WHERE is_counted) AS period_start,
    max(event_timestamp) FILTER (WHERE is_counted) AS period_end
  FROM v_attempt_facts
),
payments AS (
  SELECT
    count(*) AS payment_count,
    count(*) FILTER (WHERE is_approved) AS approved_payment_count,
    count(*) FILTER (WHERE is_recovered) AS recovered_payment_count
  FROM v_payment_facts
)
SELECT
  attempts.*,
  payments.*,
  try_divide(100 * approved_count, total_transactions) AS approval_rate_pct,
  try_divide(100 * first_attempt_approved_count, first_attempt_count) AS first_attempt_approval_rate_pct,
  try_divide(100 * approved_payment_count, payment_count) AS net_approval_rate_pct,
  try_divide(100 * approved_value, total_transaction_value) AS approval_rate_by_amount_pct,
  try_divide(total_transaction_value, with_usd_count) AS avg_transaction_amount,
  try_divide(100 * auth_3ds_count, auth_3ds_known_count) AS auth_3ds_usage_pct
FROM attempts
CROSS JOIN payments
