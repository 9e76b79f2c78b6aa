-- materialised by: event_date
-- One row = one day (UTC) and one value of one dimension in it, over everything loaded: the hours of attempt_cube_hourly, added up.
SELECT event_date, dimension, value, {{totals(approval, risk, three_ds, period)}}
FROM attempt_cube_hourly
WHERE {{dirty}}
GROUP BY event_date, dimension, value
ORDER BY dimension, event_date
