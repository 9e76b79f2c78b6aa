-- An alert whose cell is still wrong in the window that ended at $to is seen again, with the newest numbers.
-- A check without enough attempts says nothing, so nothing changes.
UPDATE payments_stream_alerts AS alert
SET
  last_seen_at = CAST($to AS TIMESTAMP),
  breached_windows = alert.breached_windows + 1,
  healthy_windows = 0,
  severity = CASE WHEN checked.is_critical THEN 'CRITICAL' ELSE alert.severity END,
  attempts = checked.attempts,
  observed = checked.observed,
  expected = checked.expected,
  z_score = checked.z
FROM window_checks AS checked
WHERE alert.state <> 'closed' AND checked.is_breach
  AND checked.alert_type = alert.alert_type AND checked.dimension = alert.dimension AND checked.cell = alert.cell
