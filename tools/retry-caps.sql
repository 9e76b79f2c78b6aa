-- One row = network and how often the same card, merchant and amount was declined before, in thirty days and in one day.
WITH ledger AS (
  SELECT
    *,
    sum(CASE WHEN is_approved THEN 0 ELSE 1 END) OVER (
      PARTITION BY card_token, merchant_id, currency, amount_minor ORDER BY event_timestamp
      RANGE BETWEEN INTERVAL 30 DAYS PRECEDING AND CURRENT ROW
    ) - CASE WHEN is_approved THEN 0 ELSE 1 END AS declines_before_30d,
    sum(CASE WHEN is_approved THEN 0 ELSE 1 END) OVER (
      PARTITION BY card_token, merchant_id ORDER BY event_timestamp
      RANGE BETWEEN INTERVAL 1 DAY PRECEDING AND CURRENT ROW
    ) - CASE WHEN is_approved THEN 0 ELSE 1 END AS declines_before_24h
  FROM v_attempt_facts
  WHERE is_counted AND card_token IS NOT NULL
    AND event_timestamp >= CAST(:range_from AS TIMESTAMP) - INTERVAL 30 DAYS
    AND event_timestamp < CAST(:range_to AS TIMESTAMP)
)
SELECT
  coalesce(card_network, '(not given)') AS card_network,
  CAST(declines_before_30d AS BIGINT) AS declines_before_30d,
  CAST(declines_before_24h AS BIGINT) AS declines_before_24h,
  count(*) AS attempts,
  count(*) FILTER (WHERE is_approved) AS approved
FROM ledger
WHERE (declines_before_30d >= 10 OR declines_before_24h >= 10) AND {{population}}
GROUP BY ALL
ORDER BY ALL
