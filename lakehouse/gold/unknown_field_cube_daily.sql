-- materialised by: event_date
-- One row = one day (UTC), source and field that the event format does not know, over everything loaded: how many attempts carried it.
-- The values are in `extra` of payments_enriched_silver.
SELECT event_date, source, field, count(*) AS attempts
FROM (
  SELECT event_date, source, explode(json_object_keys(extra)) AS field
  FROM payments_enriched_silver
  WHERE extra IS NOT NULL AND {{dirty}}
) AS unknown_fields
GROUP BY event_date, source, field
ORDER BY event_date
