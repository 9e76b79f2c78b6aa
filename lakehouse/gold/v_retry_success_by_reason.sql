-- One row = one reason for which first attempts of payments were declined, over the 30 days up to the data's as-of (UTC days,
-- its own included): how often those that were tried again were approved in the end. `recovery_likelihood` asks the lower end
-- of that rate's 95 % interval: HIGH from 40 %, MEDIUM from 20 %, else LOW; UNKNOWN below 30 retried payments, NONE where the
-- reason must not be retried. Described, not proven: what was tried again may have been the easier part.
WITH payments AS (
  SELECT
    decline_reason,
    decline_class,
    CAST(sum(declined_payments) AS BIGINT) AS declined_payments,
    CAST(sum(retried_payments) AS BIGINT) AS retried_payments,
    CAST(sum(recovered_payments) AS BIGINT) AS recovered_payments
  FROM decline_cube_daily
  WHERE event_date > (SELECT date_add(as_of_date, -30) FROM v_as_of)
  GROUP BY decline_reason, decline_class
),
rates AS (
  SELECT
    *,
    try_divide(100 * recovered_payments, retried_payments) AS recovery_rate_pct,
    {{wilson_low_pct(recovered_payments, retried_payments)}} AS recovery_low_pct,
    {{wilson_high_pct(recovered_payments, retried_payments)}} AS recovery_high_pct
  FROM payments
  WHERE declined_payments > 0
)
SELECT
  rates.*,
  CASE
    WHEN advice.retry_rule = 'never' THEN 'NONE'
    WHEN rates.retried_payments < 30 THEN 'UNKNOWN'
    WHEN rates.recovery_low_pct >= 40 THEN 'HIGH'
    WHEN rates.recovery_low_pct >= 20 THEN 'MEDIUM'
    ELSE 'LOW'
  END AS recovery_likelihood,
  advice.retry_rule,
  advice.retry_advice AS recommended_action
FROM rates
LEFT JOIN decline_reasons_dim AS advice ON advice.reason = rates.decline_reason
