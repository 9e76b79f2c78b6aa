-- One row = one check of one source, over everything loaded or the days up to the data's as-of that the check names: is the data whole?
-- `status` is ok, watch or problem, or info where nothing is judged. `part` of `whole` is what was counted, `expected` what was to be
-- expected in the same unit as `value`; null where that makes no sense. `since` is when it began, where that is known.
WITH clock AS (
  SELECT as_of, as_of_date, as_of_hour FROM v_as_of
),
arrivals AS (
  SELECT value AS source, event_hour_start, arrived_count, transaction_count, approved_count, total_value
  FROM attempt_cube_hourly
  WHERE dimension = 'source'
),
-- Whole hours of the last day; the hour of the as-of is not yet over.
hours AS (
  SELECT sources.source, clock.as_of_hour - (hours.id + 1) * INTERVAL 1 HOUR AS event_hour_start, sources.first_event_timestamp
  FROM (SELECT source, min(first_event_timestamp) AS first_event_timestamp FROM feed_cube_daily GROUP BY source) AS sources
  CROSS JOIN clock
  CROSS JOIN range(24) AS hours(id)
),
-- The same hour of the same weekday over the four weeks before, as far as the source was there.
usual_hours AS (
  SELECT
    hours.source,
    hours.event_hour_start,
    CAST(sum(coalesce(before.arrived_count, 0)) AS DOUBLE) / count(*) AS expected
  FROM hours
  CROSS JOIN range(4) AS weeks(id)
  LEFT JOIN arrivals AS before
    ON before.source = hours.source
    AND before.event_hour_start = hours.event_hour_start - (weeks.id + 1) * INTERVAL 7 DAYS
  WHERE hours.event_hour_start - (weeks.id + 1) * INTERVAL 7 DAYS >= date_trunc('HOUR', hours.first_event_timestamp)
  GROUP BY hours.source, hours.event_hour_start
),
volumes AS (
  SELECT
    usual_hours.source,
    CAST(sum(coalesce(arrivals.arrived_count, 0)) AS BIGINT) AS arrived,
    sum(usual_hours.expected) AS expected,
    count(*) AS judged_hours,
    count(*) FILTER (WHERE arrivals.arrived_count IS NULL AND usual_hours.expected >= 10) AS silent_hours,
    min(CASE WHEN arrivals.arrived_count IS NULL AND usual_hours.expected >= 10 THEN usual_hours.event_hour_start END) AS silent_since,
    coalesce(sum(usual_hours.expected) FILTER (WHERE arrivals.arrived_count IS NULL AND usual_hours.expected >= 10), 0) AS missing
  FROM usual_hours
  LEFT JOIN arrivals
    ON arrivals.source = usual_hours.source AND arrivals.event_hour_start = usual_hours.event_hour_start
  GROUP BY usual_hours.source
),
days AS (
  SELECT feed_cube_daily.*, event_date > date_add(clock.as_of_date, -7) AS is_recent
  FROM feed_cube_daily
  CROSS JOIN clock
  WHERE event_date > date_add(clock.as_of_date, -35)
),
recent AS (
  SELECT
    source,
    {{feed_totals}}
  FROM days
  WHERE is_recent
  GROUP BY source
),
fields AS (
  SELECT
    days.source,
    fields.field,
    CAST(coalesce(sum({{watched_count}}) FILTER (WHERE is_recent), 0) AS BIGINT) AS part,
    CAST(coalesce(sum(attempts) FILTER (WHERE is_recent), 0) AS BIGINT) AS whole,
    try_divide(100 * sum({{watched_count}}) FILTER (WHERE NOT is_recent), sum(attempts) FILTER (WHERE NOT is_recent)) AS expected
  FROM days
  CROSS JOIN ({{watched_fields}}) AS fields(field)
  GROUP BY days.source, fields.field
),
quarantined AS (
  SELECT coalesce(source, 'unknown') AS source, reason, count(*) AS part, min(_ingested_at) AS since
  FROM payments_quarantine
  GROUP BY coalesce(source, 'unknown'), reason
),
unknown_fields AS (
  SELECT source, field, CAST(sum(attempts) AS BIGINT) AS part, min(event_date) AS first_date
  FROM unknown_field_cube_daily
  GROUP BY source, field
),
recomputed AS (
  SELECT
    source,
    count(*) AS arrived,
    count(*) FILTER (WHERE is_counted) AS counted,
    count(*) FILTER (WHERE is_counted AND is_approved) AS approved
  FROM payments_enriched_silver
  GROUP BY source
),
held AS (
  SELECT 'attempt_cube_hourly' AS subject, source, sum(arrived_count) AS arrived, sum(transaction_count) AS counted, sum(approved_count) AS approved
  FROM arrivals
  GROUP BY source
  UNION ALL
  SELECT 'feed_cube_daily' AS subject, source, sum(attempts) AS arrived, sum(counted_attempts) AS counted, sum(approved_attempts) AS approved
  FROM feed_cube_daily
  GROUP BY source
),
totals AS (
  SELECT source, sum(attempts) AS attempts, max(last_event_timestamp) AS last_event_timestamp
  FROM feed_cube_daily
  GROUP BY source
)
SELECT
  'freshness' AS check_name,
  totals.source,
  'hours behind the newest event' AS subject,
  CASE WHEN volumes.silent_hours > 0 AND totals.last_event_timestamp < volumes.silent_since THEN 'problem' ELSE 'ok' END AS status,
  CAST(NULL AS BIGINT) AS part,
  CAST(NULL AS BIGINT) AS whole,
  CAST(unix_seconds(clock.as_of) - unix_seconds(totals.last_event_timestamp) AS DOUBLE) / 3600 AS value,
  CAST(0 AS DOUBLE) AS expected,
  'hours' AS unit,
  totals.last_event_timestamp AS since
FROM totals
CROSS JOIN clock
LEFT JOIN volumes ON volumes.source = totals.source
UNION ALL
SELECT
  'volume',
  source,
  'attempts in the last 24 whole hours',
  CASE
    WHEN judged_hours < 24 OR abs(arrived - expected) <= 4 * sqrt(expected) THEN 'ok'
    WHEN arrived < 0.5 * expected THEN 'problem'
    WHEN arrived < 0.75 * expected OR arrived > 1.5 * expected THEN 'watch'
    ELSE 'ok'
  END,
  arrived,
  CAST(NULL AS BIGINT),
  CAST(arrived AS DOUBLE),
  CASE WHEN judged_hours = 24 THEN expected END,
  'attempts',
  CAST(NULL AS TIMESTAMP)
FROM volumes
UNION ALL
SELECT
  'silence',
  source,
  'hours without attempts of the last 24',
  CASE WHEN silent_hours > 0 THEN 'problem' ELSE 'ok' END,
  silent_hours,
  judged_hours,
  CAST(silent_hours AS DOUBLE),
  CAST(0 AS DOUBLE),
  'hours',
  silent_since
FROM volumes
UNION ALL
SELECT
  'completeness',
  source,
  field,
  CASE
    WHEN part = 0 AND coalesce(expected, 0) = 0 THEN 'info'
    WHEN whole < 100 OR expected IS NULL THEN 'ok'
    WHEN try_divide(100 * part, whole) < expected - 20 THEN 'problem'
    WHEN try_divide(100 * part, whole) < expected - 5 THEN 'watch'
    ELSE 'ok'
  END,
  part,
  whole,
  try_divide(100 * part, whole),
  expected,
  'percent',
  CAST(NULL AS TIMESTAMP)
FROM fields
UNION ALL
SELECT
  'duplicates',
  source,
  'suspected duplicates of the last 7 days',
  CASE WHEN suspected_duplicates >= 0.01 * attempts AND suspected_duplicates > 0 THEN 'problem' WHEN suspected_duplicates > 0 THEN 'watch' ELSE 'ok' END,
  suspected_duplicates,
  attempts,
  try_divide(100 * suspected_duplicates, attempts),
  CAST(0 AS DOUBLE),
  'percent',
  CAST(NULL AS TIMESTAMP)
FROM recent
UNION ALL
SELECT
  'money',
  source,
  'without an exchange rate in the last 7 days',
  CASE WHEN without_usd >= 0.05 * attempts AND without_usd > 0 THEN 'problem' WHEN without_usd > 0 THEN 'watch' ELSE 'ok' END,
  without_usd,
  attempts,
  try_divide(100 * without_usd, attempts),
  CAST(0 AS DOUBLE),
  'percent',
  CAST(NULL AS TIMESTAMP)
FROM recent
UNION ALL
SELECT
  'declines',
  source,
  'codes that no table knows in the last 7 days',
  CASE WHEN unmapped_declines >= 0.1 * explained_declines AND unmapped_declines >= 10 THEN 'problem' WHEN unmapped_declines > 0 THEN 'watch' ELSE 'ok' END,
  unmapped_declines,
  explained_declines,
  try_divide(100 * unmapped_declines, explained_declines),
  CAST(0 AS DOUBLE),
  'percent',
  CAST(NULL AS TIMESTAMP)
FROM recent
UNION ALL
SELECT
  'lag',
  recent.source,
  buckets.bucket,
  'info',
  {{lag_count}},
  attempts,
  try_divide(100 * {{lag_count}}, attempts),
  CAST(NULL AS DOUBLE),
  'percent',
  CAST(NULL AS TIMESTAMP)
FROM recent
CROSS JOIN ({{lag_buckets}}) AS buckets(bucket)
UNION ALL
SELECT
  'quarantine',
  quarantined.source,
  quarantined.reason,
  CASE WHEN quarantined.part >= 0.01 * (quarantined.part + coalesce(totals.attempts, 0)) THEN 'problem' ELSE 'watch' END,
  quarantined.part,
  CAST(quarantined.part + coalesce(totals.attempts, 0) AS BIGINT),
  try_divide(100 * quarantined.part, quarantined.part + coalesce(totals.attempts, 0)),
  CAST(0 AS DOUBLE),
  'percent',
  quarantined.since
FROM quarantined
LEFT JOIN totals ON totals.source = quarantined.source
UNION ALL
SELECT
  'unknown_field',
  unknown_fields.source,
  unknown_fields.field,
  CASE WHEN unknown_fields.first_date > date_add(clock.as_of_date, -7) THEN 'watch' ELSE 'info' END,
  unknown_fields.part,
  CAST(totals.attempts AS BIGINT),
  try_divide(100 * unknown_fields.part, totals.attempts),
  CAST(NULL AS DOUBLE),
  'percent',
  CAST(unknown_fields.first_date AS TIMESTAMP)
FROM unknown_fields
CROSS JOIN clock
LEFT JOIN totals ON totals.source = unknown_fields.source
UNION ALL
SELECT
  'disputes',
  source,
  'disputes whose attempt is not loaded',
  CASE WHEN disputes_without_attempt > 0 THEN 'watch' ELSE 'ok' END,
  disputes_without_attempt,
  disputes,
  try_divide(100 * disputes_without_attempt, disputes),
  CAST(0 AS DOUBLE),
  'percent',
  CAST(NULL AS TIMESTAMP)
FROM v_data_quality_summary
WHERE disputes > 0
UNION ALL
SELECT
  'reconciliation',
  recomputed.source,
  held.subject,
  CASE WHEN held.arrived = recomputed.arrived AND held.counted = recomputed.counted AND held.approved = recomputed.approved THEN 'ok' ELSE 'problem' END,
  CAST(held.counted AS BIGINT),
  recomputed.counted,
  CAST(held.counted AS DOUBLE),
  CAST(recomputed.counted AS DOUBLE),
  'attempts',
  CAST(NULL AS TIMESTAMP)
FROM recomputed
LEFT JOIN held ON held.source = recomputed.source
