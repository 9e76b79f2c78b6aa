-- An alert whose cell was healthy in three windows in a row, the last ending at $to, is closed.
UPDATE payments_stream_alerts AS alert
SET
  healthy_windows = alert.healthy_windows + 1,
  state = CASE WHEN alert.healthy_windows >= 2 THEN 'closed' ELSE alert.state END,
  closed_at = CASE WHEN alert.healthy_windows >= 2 THEN CAST($to AS TIMESTAMP) END
FROM window_checks AS checked
WHERE alert.state <> 'closed' AND NOT checked.is_breach
  AND checked.alert_type = alert.alert_type AND checked.dimension = alert.dimension AND checked.cell = alert.cell
