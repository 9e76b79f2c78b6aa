-- One row = one hour (UTC) with counted attempts, over the 7 days up to the data's as-of (168 hours, its own included). Values are
-- USD and leave out `without_usd_count` attempts.
WITH segments AS (
  SELECT event_hour_start, count(value) AS active_segments
  FROM attempt_cube_hourly
  WHERE dimension = 'merchant_segment' AND transaction_count > 0
    AND event_hour_start > (SELECT as_of_hour - INTERVAL 7 DAYS FROM v_as_of)
  GROUP BY event_hour_start
)
SELECT
  hours.event_hour_start AS hour,
  {{columns(approval)}},
  segments.active_segments
FROM attempt_cube_hourly AS hours
JOIN segments ON segments.event_hour_start = hours.event_hour_start
WHERE hours.dimension = 'all'
