-- materialised by: event_date
-- One row = one day (UTC), decline reason, merchant segment and card network, over everything loaded: counted, declined attempts, and the payments
-- that began with one of them. `retried_payments` had a further counted attempt; `never_retried_value` is what the others
-- among them were for, in USD.
SELECT
  event_date,
  decline_reason,
  decline_class,
  decline_owner,
  merchant_segment,
  card_network,
  count(*) AS decline_count,
  count(fraud_score) AS fraud_scored_count,
  CAST(sum(CAST(fraud_score AS DECIMAL(9, 6))) AS DECIMAL(28, 6)) AS fraud_score_sum,
  count(*) FILTER (WHERE fraud_score < 0.3) AS low_risk_declines,
  count(device_trust_score) AS trust_scored_count,
  CAST(sum(CAST(device_trust_score AS DECIMAL(9, 6))) AS DECIMAL(28, 6)) AS device_trust_score_sum,
  count(amount_usd) AS with_usd_count,
  CAST(sum(amount_usd) AS DECIMAL(28, 4)) AS total_declined_value,
  count(*) FILTER (WHERE is_first_attempt) AS declined_payments,
  count(*) FILTER (WHERE is_first_attempt AND payment_attempts > 1) AS retried_payments,
  count(*) FILTER (WHERE is_first_attempt AND is_recovered) AS recovered_payments,
  CAST(sum(amount_usd) FILTER (WHERE is_first_attempt AND payment_attempts = 1) AS DECIMAL(28, 4)) AS never_retried_value
FROM v_attempt_facts
WHERE is_counted AND NOT is_approved AND {{dirty}}
GROUP BY event_date, decline_reason, decline_class, decline_owner, merchant_segment, card_network
ORDER BY event_date
