-- One row = one merchant segment with counted attempts (null where the feed does not say), over the 30 days up to the data's as-of
-- (UTC days, its own included). Payments are those whose first counted attempt belongs to the row. Values are USD and leave
-- out `without_usd_count` attempts.
WITH totals AS (
  SELECT value AS merchant_segment, {{totals(approval, three_ds)}}
  FROM attempt_cube_daily
  WHERE dimension = 'merchant_segment' AND event_date > (SELECT date_add(as_of_date, -30) FROM v_as_of)
  GROUP BY value
),
merchants AS (
  SELECT merchant_segment, count(DISTINCT merchant_id) AS unique_merchants
  FROM merchant_cube_daily
  WHERE dimension = 'all' AND transaction_count > 0 AND event_date > (SELECT date_add(as_of_date, -30) FROM v_as_of)
  GROUP BY merchant_segment
)
SELECT
  totals.merchant_segment,
  {{columns(approval, three_ds)}},
  try_divide(CAST(total_value AS DOUBLE), with_usd_count) AS avg_transaction_amount,
  merchants.unique_merchants
FROM totals
JOIN merchants ON merchants.merchant_segment IS NOT DISTINCT FROM totals.merchant_segment
