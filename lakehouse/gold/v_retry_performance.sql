-- One row = one original decline reason (why the payment's first attempt was declined) and one number of retry, over the 30
-- days up to the data's as-of (UTC days, its own included). A retry is a counted attempt after that decline and before any
-- approval; it recovers the payment when it is approved. `effectiveness` asks the 95 % interval, not the rate: Effective above
-- 40 %, Moderate above 20 %, Low below 20 %, Unclear where it spans a limit. Values are USD and leave out `without_usd_count`
-- recoveries.
WITH retries AS (
  SELECT
    original_decline_reason AS decline_reason,
    counted_attempt_no - 1 AS retry_count,
    count(*) AS retry_attempts,
    count(*) FILTER (WHERE is_approved) AS recovered_count,
    count(fraud_score) AS fraud_scored_count,
    try_divide(CAST(sum(CAST(fraud_score AS DECIMAL(9, 6))) AS DOUBLE), count(fraud_score)) AS avg_fraud_score,
    percentile_cont(0.5) WITHIN GROUP (ORDER BY CAST(seconds_since_previous AS DOUBLE)) AS median_seconds_since_previous,
    CAST(sum(CASE WHEN is_approved THEN amount_usd ELSE 0 END) AS DECIMAL(28, 4)) AS recovered_value,
    count(*) FILTER (WHERE is_approved AND amount_usd IS NULL) AS without_usd_count
  FROM v_attempt_facts
  WHERE is_recovery_attempt AND event_date > (SELECT date_add(as_of_date, -30) FROM v_as_of)
  GROUP BY original_decline_reason, counted_attempt_no
),
rates AS (
  SELECT
    *,
    try_divide(100 * recovered_count, retry_attempts) AS retry_success_rate_pct,
    {{wilson_low_pct(recovered_count, retry_attempts)}} AS retry_success_low_pct,
    {{wilson_high_pct(recovered_count, retry_attempts)}} AS retry_success_high_pct
  FROM retries
)
SELECT
  *,
  CASE
    WHEN retry_success_low_pct > 40 THEN 'Effective'
    WHEN retry_success_high_pct < 20 THEN 'Low'
    WHEN retry_success_low_pct > 20 AND retry_success_high_pct <= 40 THEN 'Moderate'
    ELSE 'Unclear'
  END AS effectiveness
FROM rates
