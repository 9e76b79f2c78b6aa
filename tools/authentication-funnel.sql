-- One row = one period, one cell and one way through 3-D Secure: attempts, those sent to the issuer, those approved.
SELECT
  {{period}} AS period,
  {{by}},
  coalesce(
    three_ds_result,
    CASE WHEN uses_3ds THEN 'requested' WHEN NOT uses_3ds THEN 'not_requested' ELSE '(not given)' END
  ) AS path,
  count(*) AS attempts,
  count(*) FILTER (WHERE stage = 'issuer') AS sent,
  count(*) FILTER (WHERE stage = 'issuer' AND is_approved) AS approved
FROM v_attempt_facts
WHERE amount_minor > 0 AND NOT is_suspected_duplicate AND {{population}}
GROUP BY ALL
HAVING count(*) > 0
ORDER BY ALL
