-- materialised by: event_date
-- One row = one day (UTC) and one source, over everything loaded: what arrived, what of it counts in no rate and why, which columns are
-- filled, and how long after the event it was first loaded (`lag_…`; before the event where clocks disagree).
SELECT
  event_date,
  source,
  min(event_timestamp) AS first_event_timestamp,
  max(event_timestamp) AS last_event_timestamp,
  {{feed_measures}}
FROM v_attempt_facts
WHERE {{dirty}}
GROUP BY event_date, source
ORDER BY event_date
