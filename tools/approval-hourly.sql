-- One row = one hour (UTC) between two instants, whatever the ranges of the scope: counted attempts and approvals.
SELECT
  event_hour_start AS hour,
  count(*) AS counted,
  count(*) FILTER (WHERE is_approved) AS approved
FROM v_attempt_facts
WHERE is_counted
  AND event_timestamp >= CAST(:since AS TIMESTAMP)
  AND event_timestamp <= CAST(:as_of AS TIMESTAMP)
  AND {{traffic}}
GROUP BY event_hour_start
ORDER BY event_hour_start
