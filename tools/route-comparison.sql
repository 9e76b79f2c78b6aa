-- One row = one route in one stratum of comparable traffic: first attempts of the range.
SELECT
  {{by}},
  count(*) AS counted,
  count(*) FILTER (WHERE is_approved) AS approved,
  count(DISTINCT currency) AS currencies,
  max(currency) AS currency,
  CAST(coalesce(sum(amount_minor), 0) AS BIGINT) AS amount_minor,
  CAST(coalesce(sum(amount_minor) FILTER (WHERE is_approved), 0) AS BIGINT) AS approved_minor,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)), 0) * 100 + 0.5) AS BIGINT) AS amount_usd_cents,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)) FILTER (WHERE is_approved), 0) * 100 + 0.5) AS BIGINT) AS approved_usd_cents,
  count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd
FROM v_attempt_facts
WHERE is_counted AND is_first_attempt AND {{population}}
GROUP BY ALL
HAVING count(*) > 0
ORDER BY ALL
