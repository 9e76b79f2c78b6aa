-- One row = one payment solution with counted attempts (null where the feed does not say), over the 30 days up to the data's
-- as-of (UTC days, its own included). Payments are those whose first counted attempt belongs to the row. Values are USD and
-- leave out `without_usd_count` attempts.
WITH totals AS (
  SELECT payment_solution, {{totals(approval, latency)}}
  FROM route_cube_daily
  WHERE event_date > (SELECT date_add(as_of_date, -30) FROM v_as_of)
  GROUP BY payment_solution
)
SELECT
  payment_solution,
  {{columns(approval, latency)}}
FROM totals
WHERE transaction_count > 0
