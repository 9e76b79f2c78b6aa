-- One row = one reason of the payment's first decline and one delay since the attempt before, over all counted retries:
-- how many were approved.
SELECT
  original_decline_reason AS reason,
  CASE
    WHEN seconds_since_previous < 600 THEN 0
    WHEN seconds_since_previous < 6 * 3600 THEN 1
    WHEN seconds_since_previous < 36 * 3600 THEN 2
    WHEN seconds_since_previous < 84 * 3600 THEN 3
    ELSE 4
  END AS delay,
  count(*) FILTER (WHERE is_approved) AS numerator,
  count(*) AS denominator
FROM v_attempt_facts
WHERE is_counted AND is_recovery_attempt
GROUP BY 1, 2
ORDER BY reason, delay
