-- One row = one source and one hour (UTC) in which at least one attempt arrived.
SELECT
  {{period}} AS period,
  source,
  event_hour_start AS hour,
  count(*) AS attempts,
  count(*) FILTER (WHERE is_suspected_duplicate) AS duplicates
FROM v_attempt_facts
WHERE {{population}}
GROUP BY ALL
ORDER BY ALL
