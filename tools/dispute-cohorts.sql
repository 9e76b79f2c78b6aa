-- One row = month of purchase, network, age of the purchase and, where disputed, days until then, both in whole weeks; the 180 days
-- up to the as-of: approved attempts, those disputed for fraud among them. A dispute after the as-of is not known yet.
WITH purchases AS (
  SELECT
    date_trunc('MONTH', event_timestamp) AS purchase_month,
    coalesce(card_network, '(not given)') AS card_network,
    CAST(floor((unix_seconds(CAST(:as_of AS TIMESTAMP)) - unix_seconds(event_timestamp)) / 604800) AS BIGINT) AS age_weeks,
    is_disputed AND coalesce(disputed_at <= CAST(:as_of AS TIMESTAMP), true) AS is_known,
    CAST(floor((unix_seconds(disputed_at) - unix_seconds(event_timestamp)) / 604800) AS BIGINT) AS lag_weeks,
    is_fraud_disputed
  FROM v_attempt_facts
  WHERE is_counted AND is_approved
    AND event_timestamp <= CAST(:as_of AS TIMESTAMP)
    AND event_timestamp > CAST(:as_of AS TIMESTAMP) - INTERVAL 180 DAYS
    AND {{traffic}}
)
SELECT
  purchase_month,
  card_network,
  age_weeks,
  is_known AS is_disputed,
  CASE WHEN is_known THEN greatest(lag_weeks, 0) END AS lag_weeks,
  count(*) AS approved,
  count(*) FILTER (WHERE is_known AND is_fraud_disputed) AS fraud_disputed
FROM purchases
GROUP BY ALL
ORDER BY ALL
