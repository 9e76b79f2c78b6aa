-- materialised by: event_date
-- One row = one day (UTC), one merchant (with what it said of itself) and one value of one dimension, over everything loaded: how many
-- merchants a number is about cannot be added up from days. Dimension 'all' is the merchant's whole day; a null decline reason
-- is what was not declined, other nulls what the feed does not say.
SELECT
  event_date,
  merchant_id,
  merchant_segment,
  merchant_country,
  mcc,
  CASE
    WHEN grouping(issuer_country) = 0 THEN 'issuer_country'
    WHEN grouping(decline_reason) = 0 THEN 'decline_reason'
    ELSE 'all'
  END AS dimension,
  CASE
    WHEN grouping(issuer_country) = 0 THEN issuer_country
    WHEN grouping(decline_reason) = 0 THEN decline_reason
  END AS value,
  count(*) AS arrived_count,
  count(*) FILTER (WHERE is_counted) AS transaction_count
FROM v_attempt_facts
WHERE {{dirty}}
GROUP BY GROUPING SETS (
  (event_date, merchant_id, merchant_segment, merchant_country, mcc),
  (event_date, merchant_id, merchant_segment, merchant_country, mcc, issuer_country),
  (event_date, merchant_id, merchant_segment, merchant_country, mcc, decline_reason)
)
ORDER BY dimension, event_date
