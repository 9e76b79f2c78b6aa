-- One row = month of purchase and network, the 180 days up to the as-of: approved attempts and those disputed so far.
SELECT
  date_trunc('MONTH', event_timestamp) AS purchase_month,
  coalesce(card_network, '(not given)') AS card_network,
  count(*) AS approved,
  count(*) FILTER (WHERE is_disputed) AS disputed,
  count(*) FILTER (WHERE is_fraud_disputed) AS fraud_disputed
FROM v_attempt_facts
WHERE is_counted AND is_approved
  AND event_timestamp <= CAST(:as_of AS TIMESTAMP)
  AND event_timestamp > CAST(:as_of AS TIMESTAMP) - INTERVAL 180 DAYS
  AND {{traffic}}
GROUP BY ALL
ORDER BY ALL
