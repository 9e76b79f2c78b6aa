-- One row = one period and one tenth of the fraud score (0 = below 0.1, 9 = from 0.9): scored attempts and their outcome.
SELECT
  {{period}} AS period,
  CAST(floor(least(CAST(fraud_score AS DOUBLE), 0.999999) * 10) AS BIGINT) AS tenth,
  count(*) AS counted,
  count(*) FILTER (WHERE is_approved) AS approved,
  count(*) FILTER (WHERE is_approved AND is_disputed) AS disputed,
  count(*) FILTER (WHERE is_approved AND is_fraud_disputed) AS fraud_disputed,
  count(DISTINCT currency) AS currencies,
  max(currency) AS currency,
  CAST(coalesce(sum(amount_minor), 0) AS BIGINT) AS amount_minor,
  CAST(coalesce(sum(amount_minor) FILTER (WHERE is_approved), 0) AS BIGINT) AS approved_minor,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)), 0) * 100 + 0.5) AS BIGINT) AS amount_usd_cents,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)) FILTER (WHERE is_approved), 0) * 100 + 0.5) AS BIGINT) AS approved_usd_cents,
  count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd
FROM v_attempt_facts
WHERE is_counted AND fraud_score IS NOT NULL AND {{population}}
GROUP BY ALL
ORDER BY ALL
