-- Opens an alert for what is wrong since $from and has none yet. $to is the end of the window.
INSERT INTO payments_stream_alerts
SELECT
  lower(alert_type) || ':' || dimension || ':' || cell || ':' || strftime(CAST($from AS TIMESTAMP), '%Y-%m-%dT%H:%M') AS alert_id,
  alert_type,
  CASE WHEN is_critical THEN 'CRITICAL' ELSE 'WARNING' END AS severity,
  'open' AS state,
  dimension,
  cell,
  CAST($from AS TIMESTAMP) AS first_seen_at,
  CAST($to AS TIMESTAMP) AS last_seen_at,
  NULL, NULL, NULL,
  1 AS breached_windows,
  0 AS healthy_windows,
  attempts,
  observed,
  expected,
  baseline_attempts,
  basis,
  z,
  alert_type || ' in ' || CASE WHEN dimension = 'all' THEN 'all payments' ELSE dimension || ' ' || cell END
    || ': ' || format('{:.3f}', observed) || ' against ' || format('{:.3f}', expected) || ' usually' AS alert_message
FROM window_checks AS checked
WHERE is_breach AND NOT EXISTS (
  SELECT 1 FROM payments_stream_alerts AS alert
  WHERE alert.state <> 'closed' AND alert.alert_type = checked.alert_type
    AND alert.dimension = checked.dimension AND alert.cell = checked.cell
)
