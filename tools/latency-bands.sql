-- One row = one quarter of the counted attempts of the range by how long they took, and how many were approved.
WITH timed AS (
  SELECT CAST(processing_time_ms AS DOUBLE) AS took_ms, is_approved
  FROM v_attempt_facts
  WHERE is_counted AND processing_time_ms IS NOT NULL AND {{population}}
),
quarters AS (
  SELECT
    percentile_cont(0.25) WITHIN GROUP (ORDER BY took_ms) AS first_ms,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY took_ms) AS second_ms,
    percentile_cont(0.75) WITHIN GROUP (ORDER BY took_ms) AS third_ms
  FROM timed
),
banded AS (
  SELECT
    CASE WHEN took_ms <= first_ms THEN 1 WHEN took_ms <= second_ms THEN 2 WHEN took_ms <= third_ms THEN 3 ELSE 4 END AS quarter,
    took_ms,
    is_approved
  FROM timed CROSS JOIN quarters
)
SELECT
  quarter,
  count(*) AS counted,
  count(*) FILTER (WHERE is_approved) AS approved,
  max(took_ms) AS slowest_ms
FROM banded
GROUP BY quarter
ORDER BY quarter
