-- One row: the state of approvals over everything loaded. Transactions are counted attempts; first attempts and payments are told
-- apart because their rates differ. Values are USD and leave out `without_usd_count` attempts whose currency has no rate.
WITH totals AS (
  SELECT {{totals(approval, risk, three_ds, period)}}
  FROM attempt_cube_daily
  WHERE dimension = 'all'
)
SELECT
  transaction_count AS total_transactions,
  {{columns(approval, risk, three_ds, period)}},
  arrived_count - transaction_count AS uncounted_attempts,
  (SELECT count(DISTINCT merchant_id) FROM merchant_cube_daily WHERE dimension = 'all' AND transaction_count > 0) AS unique_merchants,
  (SELECT count(DISTINCT value) FROM attempt_cube_daily WHERE dimension = 'issuer_country' AND transaction_count > 0) AS unique_countries,
  total_value AS total_transaction_value,
  try_divide(100 * CAST(approved_value AS DOUBLE), CAST(total_value AS DOUBLE)) AS approval_rate_by_amount_pct,
  try_divide(CAST(total_value AS DOUBLE), with_usd_count) AS avg_transaction_amount
FROM totals
