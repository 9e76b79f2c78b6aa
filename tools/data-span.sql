-- One row: what the loaded data hold for the filters of the scope at any time up to its as-of.
SELECT
  count(*) AS attempts,
  count(*) FILTER (WHERE is_counted) AS counted,
  min(event_timestamp) AS first_event,
  max(event_timestamp) AS last_event
FROM v_attempt_facts
WHERE event_timestamp <= CAST(:as_of AS TIMESTAMP) AND {{filters}}
