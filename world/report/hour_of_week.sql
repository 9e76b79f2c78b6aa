-- One row = one hour of the week in UTC (day 1 is Sunday), over all counted attempts.
SELECT
  dayofweek(event_timestamp) AS day,
  hour(event_timestamp) AS hour,
  count(*) FILTER (WHERE is_approved) AS numerator,
  count(*) AS denominator
FROM v_attempt_facts
WHERE is_counted
GROUP BY 1, 2
ORDER BY day, hour
