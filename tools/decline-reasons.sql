-- One row = one period and one canonical decline reason: declines among the counted attempts of the scope.
WITH counted_attempts AS (
  SELECT
    {{period}} AS period, is_approved, currency, amount_minor, amount_usd, decline_class, decline_owner,
    coalesce(decline_reason, 'OTHER') AS reason, ({{outcome}}) AS asked
  FROM v_attempt_facts
  WHERE is_counted AND {{population}}
),
totals AS (
  SELECT period, count(*) AS counted, count(*) FILTER (WHERE NOT is_approved) AS all_declined
  FROM counted_attempts
  GROUP BY period
)
SELECT
  c.period,
  c.reason,
  max(c.decline_class) AS decline_class,
  max(c.decline_owner) AS decline_owner,
  count(*) AS declined,
  max(t.counted) AS counted,
  max(t.all_declined) AS all_declined,
  count(DISTINCT c.currency) AS currencies,
  max(c.currency) AS currency,
  CAST(sum(c.amount_minor) AS BIGINT) AS declined_minor,
  CAST(floor(coalesce(sum(CAST(c.amount_usd AS DOUBLE)), 0) * 100 + 0.5) AS BIGINT) AS declined_usd_cents,
  count(*) FILTER (WHERE c.amount_usd IS NULL) AS without_usd
FROM counted_attempts AS c JOIN totals AS t ON c.period = t.period
WHERE NOT c.is_approved AND c.asked
GROUP BY c.period, c.reason
ORDER BY c.period, declined DESC, c.reason
