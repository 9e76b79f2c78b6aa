-- One row = one decline reason and merchant segment of which retries were seen to recover a good part (HIGH or MEDIUM), over
-- the 30 days up to the data's as-of (UTC days, its own included). `estimated_recovery_value` is an estimate in USD: what
-- payments first declined and never tried again were for, times the share of tried ones that was approved in the end for the
-- same reason. `priority` 1 above 10,000, 2 above 1,000, else 3.
WITH estimates AS (
  SELECT
    patterns.decline_reason,
    patterns.merchant_segment,
    patterns.decline_count,
    patterns.recovery_potential,
    reasons.recommended_action AS recommendation,
    reasons.recovery_rate_pct,
    patterns.never_retried_value,
    CAST(patterns.never_retried_value AS DOUBLE) * reasons.recovery_rate_pct / 100 AS estimated_recovery_value
  FROM v_decline_patterns AS patterns
  JOIN v_retry_success_by_reason AS reasons ON reasons.decline_reason = patterns.decline_reason
  WHERE patterns.recovery_potential IN ('HIGH', 'MEDIUM')
)
SELECT
  *,
  CASE WHEN estimated_recovery_value > 10000 THEN 1 WHEN estimated_recovery_value > 1000 THEN 2 ELSE 3 END AS priority
FROM estimates
