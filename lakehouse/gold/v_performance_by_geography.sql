-- One row = one issuer country with counted attempts (null where the feed does not say), over everything loaded. Payments are
-- those whose first counted attempt belongs to the row. Values are USD and leave out `without_usd_count` attempts.
WITH totals AS (
  SELECT value AS country, {{totals(approval)}}
  FROM attempt_cube_daily
  WHERE dimension = 'issuer_country'
  GROUP BY value
),
merchants AS (
  SELECT value AS country, count(DISTINCT merchant_id) AS unique_merchants
  FROM merchant_cube_daily
  WHERE dimension = 'issuer_country' AND transaction_count > 0
  GROUP BY value
)
SELECT
  totals.country,
  {{columns(approval)}},
  total_value AS total_transaction_value,
  merchants.unique_merchants
FROM totals
JOIN merchants ON merchants.country IS NOT DISTINCT FROM totals.country
