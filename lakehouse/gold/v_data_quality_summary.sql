-- One row = one source, over everything loaded: what arrived, what of it counts in no rate and why, and which columns are filled.
WITH attempts AS (
  SELECT
    source,
    min(first_event_timestamp) AS first_event_timestamp,
    max(last_event_timestamp) AS last_event_timestamp,
    {{feed_totals}}
  FROM feed_cube_daily
  GROUP BY source
),
quarantined AS (
  SELECT coalesce(source, 'unknown') AS source, count(*) AS quarantined_rows
  FROM payments_quarantine
  GROUP BY coalesce(source, 'unknown')
),
disputes AS (
  SELECT
    disputes.source,
    count(*) AS disputes,
    count(*) FILTER (WHERE attempts.transaction_id IS NULL) AS disputes_without_attempt
  FROM (SELECT DISTINCT source, transaction_id, dispute_id FROM disputes_bronze) AS disputes
  LEFT JOIN disputed_attempts AS attempts
    ON attempts.source = disputes.source AND attempts.transaction_id = disputes.transaction_id
  GROUP BY disputes.source
),
sources AS (
  SELECT source FROM attempts
  UNION
  SELECT source FROM quarantined
  UNION
  SELECT source FROM disputes
)
SELECT
  sources.source,
  attempts.first_event_timestamp,
  attempts.last_event_timestamp,
  {{feed_columns}},
  coalesce(quarantined.quarantined_rows, 0) AS quarantined_rows,
  coalesce(disputes.disputes, 0) AS disputes,
  coalesce(disputes.disputes_without_attempt, 0) AS disputes_without_attempt
FROM sources
LEFT JOIN attempts ON attempts.source = sources.source
LEFT JOIN quarantined ON quarantined.source = sources.source
LEFT JOIN disputes ON disputes.source = sources.source
