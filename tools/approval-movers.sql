-- One row = one period and one value of one dimension: counted attempts, every dimension asked in one scan.
WITH scoped AS (
  SELECT {{period}} AS period, is_approved, {{columns}}
  FROM v_attempt_facts
  WHERE is_counted AND {{population}}
)
SELECT
  period,
  {{dimension}} AS dimension,
  {{value}} AS value,
  count(*) AS counted,
  count(*) FILTER (WHERE is_approved) AS approved
FROM scoped
GROUP BY GROUPING SETS ({{each}})
ORDER BY period, dimension, value
