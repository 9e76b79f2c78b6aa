-- One row = one period and one cell: how long counted attempts took, where the export says so.
SELECT
  {{period}} AS period,
  {{by}},
  count(*) AS counted,
  count(processing_time_ms) AS timed,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(processing_time_ms AS DOUBLE)) AS p50_ms,
  percentile_cont(0.95) WITHIN GROUP (ORDER BY CAST(processing_time_ms AS DOUBLE)) AS p95_ms,
  count(*) FILTER (WHERE NOT is_approved AND decline_class = 'technical') AS technical
FROM v_attempt_facts
WHERE is_counted AND {{population}}
GROUP BY ALL
HAVING count(*) > 0
ORDER BY ALL
