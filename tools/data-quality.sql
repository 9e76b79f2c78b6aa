-- One row = one check of one source that is not simply ok, as the data stand at the as-of, whatever the scope.
SELECT check_name, source, subject, status, part, whole, value, expected, unit, since
FROM v_data_quality
WHERE status IN ('watch', 'problem')
ORDER BY status, check_name, source, subject
