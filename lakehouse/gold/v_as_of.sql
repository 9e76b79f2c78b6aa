-- One row: the newest event time of everything loaded, which is "now" for every view and tool; nulls in an empty lakehouse.
SELECT
  max(event_timestamp) AS as_of,
  min(event_timestamp) AS first_event_timestamp,
  count(*) AS attempts,
  (SELECT coalesce(bool_or(is_sample), false) FROM loads) AS is_sample
FROM payments_enriched_silver
