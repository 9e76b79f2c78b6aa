-- One row: the last 60 minutes of everything loaded, up to the data's as-of. High risk is a fraud score above 0.7. Values are USD
-- and leave out `without_usd_count` attempts.
WITH totals AS (
  SELECT
    {{measures(approval, risk)}},
    count(DISTINCT CASE WHEN is_counted THEN merchant_segment END) AS active_segments
  FROM v_attempt_facts
  WHERE event_timestamp > (SELECT as_of - INTERVAL 1 HOUR FROM v_as_of)
)
SELECT
  transaction_count AS transactions_last_hour,
  {{columns(approval)}},
  active_segments,
  high_risk_count AS high_risk_transactions,
  transaction_count - approved_count AS declines_last_hour
FROM totals
