-- One row = month and network, the 180 days up to the as-of: sales made in the month, and disputes that arrived in it, whenever the
-- sale was. Remote is what was not paid at a terminal. A dispute without a time of its own counts in the month of its sale.
WITH counted AS (
  SELECT
    event_timestamp AS sold_at,
    CASE WHEN is_disputed THEN coalesce(disputed_at, event_timestamp) END AS arrived_at,
    coalesce(card_network, '(not given)') AS card_network,
    coalesce(entry_mode, 'ecom') NOT IN ('chip', 'contactless') AS is_remote,
    is_fraud_disputed
  FROM v_attempt_facts
  WHERE is_counted AND is_approved
    AND event_timestamp <= CAST(:as_of AS TIMESTAMP)
    AND event_timestamp > CAST(:as_of AS TIMESTAMP) - INTERVAL 180 DAYS
    AND {{traffic}}
),
months AS (
  SELECT
    date_trunc('MONTH', sold_at) AS month, card_network,
    count(*) AS sales, count(*) FILTER (WHERE is_remote) AS remote_sales,
    0 AS disputes, 0 AS fraud, 0 AS remote_disputes, 0 AS remote_fraud
  FROM counted
  GROUP BY ALL
  UNION ALL
  SELECT
    date_trunc('MONTH', arrived_at) AS month, card_network,
    0, 0, count(*), count(*) FILTER (WHERE is_fraud_disputed),
    count(*) FILTER (WHERE is_remote), count(*) FILTER (WHERE is_remote AND is_fraud_disputed)
  FROM counted
  WHERE arrived_at <= CAST(:as_of AS TIMESTAMP)
  GROUP BY ALL
)
SELECT
  month,
  card_network,
  CAST(sum(sales) AS BIGINT) AS sales,
  CAST(sum(remote_sales) AS BIGINT) AS remote_sales,
  CAST(sum(disputes) AS BIGINT) AS disputes,
  CAST(sum(fraud) AS BIGINT) AS fraud,
  CAST(sum(remote_disputes) AS BIGINT) AS remote_disputes,
  CAST(sum(remote_fraud) AS BIGINT) AS remote_fraud
FROM months
GROUP BY month, card_network
ORDER BY month, card_network
