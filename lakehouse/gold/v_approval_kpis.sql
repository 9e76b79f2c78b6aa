-- One row = one day (UTC) with counted attempts, over everything loaded. Values are USD and leave out `without_usd_count` attempts.
WITH merchants AS (
  SELECT event_date, count(DISTINCT merchant_id) AS unique_merchants
  FROM merchant_cube_daily
  WHERE dimension = 'all' AND transaction_count > 0
  GROUP BY event_date
)
SELECT
  days.event_date,
  transaction_count AS total_transactions,
  {{columns(approval)}},
  merchants.unique_merchants
FROM attempt_cube_daily AS days
JOIN merchants ON merchants.event_date = days.event_date
WHERE days.dimension = 'all'
