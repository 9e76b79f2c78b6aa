-- One row = one period and one cell: counted attempts, declines, and declines for the reason asked.
SELECT
  {{period}} AS period,
  {{by}},
  count(*) AS counted,
  count(*) FILTER (WHERE NOT is_approved) AS declined,
  count(*) FILTER (
    WHERE NOT is_approved AND {{outcome}}
      AND (CAST(:reason AS VARCHAR) IS NULL OR decline_reason = CAST(:reason AS VARCHAR))
  ) AS in_reason
FROM v_attempt_facts
WHERE is_counted AND {{population}}
GROUP BY ALL
HAVING count(*) > 0
ORDER BY ALL
