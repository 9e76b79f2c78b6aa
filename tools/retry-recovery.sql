-- One row = one period and the reason for which the first attempt of a payment was declined: what became of those payments.
SELECT
  {{period}} AS period,
  coalesce(decline_reason, 'OTHER') AS reason,
  max(decline_class) AS decline_class,
  count(*) AS failed,
  count(*) FILTER (WHERE attempts > 1) AS retried,
  count(*) FILTER (WHERE is_recovered) AS recovered,
  CAST(sum(attempts - 1) AS BIGINT) AS retries,
  count(DISTINCT currency) AS currencies,
  max(currency) AS currency,
  CAST(coalesce(sum(amount_minor), 0) AS BIGINT) AS amount_minor,
  CAST(coalesce(sum(amount_minor) FILTER (WHERE is_approved), 0) AS BIGINT) AS approved_minor,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)), 0) * 100 + 0.5) AS BIGINT) AS amount_usd_cents,
  CAST(floor(coalesce(sum(CAST(amount_usd AS DOUBLE)) FILTER (WHERE is_approved), 0) * 100 + 0.5) AS BIGINT) AS approved_usd_cents,
  count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd
FROM v_payment_facts
WHERE NOT first_is_approved AND {{scope}}
GROUP BY period, coalesce(decline_reason, 'OTHER')
ORDER BY period, failed DESC, reason
