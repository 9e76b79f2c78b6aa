-- One row = original decline reason, time since the attempt before, and position in the payment: retries and how many were approved.
WITH retries AS (
  SELECT
    original_decline_reason AS reason,
    CASE
      WHEN seconds_since_previous < 60 THEN 'at once'
      WHEN seconds_since_previous < 3600 THEN 'within an hour'
      WHEN seconds_since_previous < 86400 THEN 'within a day'
      WHEN seconds_since_previous < 259200 THEN 'within three days'
      WHEN seconds_since_previous < 604800 THEN 'within a week'
      ELSE 'later'
    END AS delay,
    attempt_no,
    is_approved
  FROM v_attempt_facts
  WHERE is_counted AND NOT is_first_attempt AND original_decline_reason IS NOT NULL
    AND seconds_since_previous IS NOT NULL AND {{population}}
)
SELECT
  reason,
  delay,
  attempt_no,
  count(*) AS retries,
  count(*) FILTER (WHERE is_approved) AS approved
FROM retries
GROUP BY reason, delay, attempt_no
ORDER BY reason, delay, attempt_no
