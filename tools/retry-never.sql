-- One row = what the attempt before was declined for: retries of the range that followed it in the same payment.
WITH retried AS (
  SELECT DISTINCT source, merchant_id, payment_id
  FROM v_attempt_facts
  WHERE is_counted AND NOT is_first_attempt AND {{population}}
),
attempts AS (
  SELECT
    f.*,
    lag(f.is_approved) OVER before AS previous_approved,
    lag(f.decline_reason) OVER before AS previous_reason,
    lag(f.network_category) OVER before AS previous_category,
    lag(f.merchant_advice_code) OVER before AS previous_advice,
    lag(f.card_token) OVER before AS previous_card
  FROM v_attempt_facts AS f
  SEMI JOIN retried AS r
    ON f.source = r.source AND f.merchant_id = r.merchant_id AND f.payment_id = r.payment_id
  WHERE f.is_counted
  WINDOW before AS (
    PARTITION BY f.source, f.merchant_id, f.payment_id
    ORDER BY f.event_timestamp, f.attempt_no, f.transaction_id
  )
)
SELECT
  coalesce(previous_reason, 'OTHER') AS reason,
  card_network,
  previous_category AS network_category,
  previous_advice AS merchant_advice_code,
  card_token = previous_card AS same_card,
  count(*) AS retries,
  count(*) FILTER (WHERE is_approved) AS approved,
  count(fee_usd) AS fees_known,
  CAST(floor(coalesce(sum(CAST(fee_usd AS DOUBLE)), 0) * 100 + 0.5) AS BIGINT) AS fees_usd_cents
FROM attempts
WHERE NOT is_first_attempt AND NOT previous_approved AND {{population}}
GROUP BY ALL
ORDER BY ALL
