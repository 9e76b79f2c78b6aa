-- materialised by: everything
-- One row: the newest event time of everything loaded, which is "now" for every view and tool; nulls in an empty lakehouse.
-- `as_of_date` is its day in UTC, `as_of_hour` its hour.
SELECT
  max(last_event_timestamp) AS as_of,
  CAST(max(last_event_timestamp) AS DATE) AS as_of_date,
  date_trunc('HOUR', max(last_event_timestamp)) AS as_of_hour,
  min(first_event_timestamp) AS first_event_timestamp,
  CAST(coalesce(sum(attempts), 0) AS BIGINT) AS attempts,
  (SELECT coalesce(bool_or(is_sample), false) FROM loads) AS is_sample
FROM feed_cube_daily
