-- One row = one day (UTC) with counted attempts, over the 90 days up to the data's as-of (its own included). `approval_rate` is
-- percent. `dod_volume_change` is transactions against the calendar day before, null where that day has none. Values are USD
-- and leave out `without_usd_count` attempts.
WITH days AS (
  SELECT
    *,
    lag(event_date) OVER (ORDER BY event_date) AS previous_date,
    lag(transaction_count) OVER (ORDER BY event_date) AS previous_count
  FROM attempt_cube_daily
  WHERE dimension = 'all' AND transaction_count > 0
)
SELECT
  event_date,
  transaction_count AS transactions,
  try_divide(100 * approved_count, transaction_count) AS approval_rate,
  {{columns(approval)}},
  CASE WHEN previous_date = date_add(event_date, -1) THEN transaction_count - previous_count END AS dod_volume_change
FROM days
WHERE event_date > (SELECT date_add(as_of_date, -90) FROM v_as_of)
