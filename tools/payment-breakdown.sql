-- One row = one period and one cell: payments by their first counted attempt, and how they ended.
SELECT
  {{period}} AS period,
  {{by}},
  count(*) AS payments,
  CAST(sum(attempts) AS BIGINT) AS attempts,
  count(*) FILTER (WHERE first_is_approved) AS first_approved,
  count(*) FILTER (WHERE is_approved) AS approved,
  count(*) FILTER (WHERE is_recovered) AS recovered,
  count(DISTINCT currency) AS currencies,
  max(currency) AS currency,
  CAST(coalesce(sum(amount_minor), 0) AS BIGINT) AS amount_minor,
  CAST(coalesce(sum(amount_minor) FILTER (WHERE is_approved), 0) AS BIGINT) AS approved_minor,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)), 0) * 100 + 0.5) AS BIGINT) AS amount_usd_cents,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)) FILTER (WHERE is_approved), 0) * 100 + 0.5) AS BIGINT) AS approved_usd_cents,
  count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd
FROM v_payment_facts
WHERE {{population}}
GROUP BY ALL
HAVING count(*) > 0
ORDER BY ALL
