-- One row = one period and one cell of the dimensions asked: the counted attempts of the scope and what became of them.
SELECT
  {{period}} AS period,
  {{by}},
  count(*) AS counted,
  count(*) FILTER (WHERE is_approved) AS approved,
  count(*) FILTER (WHERE is_first_attempt) AS first_attempts,
  count(*) FILTER (WHERE is_first_attempt AND is_approved) AS first_approved,
  count(DISTINCT currency) AS currencies,
  max(currency) AS currency,
  CAST(coalesce(sum(amount_minor), 0) AS BIGINT) AS amount_minor,
  CAST(coalesce(sum(amount_minor) FILTER (WHERE is_approved), 0) AS BIGINT) AS approved_minor,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)), 0) * 100 + 0.5) AS BIGINT) AS amount_usd_cents,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)) FILTER (WHERE is_approved), 0) * 100 + 0.5) AS BIGINT) AS approved_usd_cents,
  count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd,
  count(*) FILTER (WHERE is_approved AND is_disputed) AS disputed,
  count(*) FILTER (WHERE is_approved AND is_fraud_disputed) AS fraud_disputed,
  count(fraud_score) AS scored,
  avg(CAST(fraud_score AS DOUBLE)) AS fraud_score,
  count(uses_3ds) AS three_ds_known,
  count(*) FILTER (WHERE uses_3ds) AS three_ds_used,
  count(fee_usd) AS fees_known,
  CAST(floor(coalesce(sum(CAST(fee_usd AS DOUBLE)), 0) * 100 + 0.5) AS BIGINT) AS fees_usd_cents
FROM v_attempt_facts
WHERE is_counted AND {{population}}
GROUP BY ALL
HAVING count(*) > 0
ORDER BY ALL
