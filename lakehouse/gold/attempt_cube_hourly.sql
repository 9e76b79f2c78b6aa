-- materialised by: event_hour_start
-- One row = one hour (UTC) and one value of one dimension in it, over everything loaded; dimension 'all' is the whole hour. The
-- values of one dimension add up to it; a null value is what the feed does not say. Attempts that count in no rate are in
-- `arrived_count` only.
SELECT
  event_hour_start,
  event_date,
  CASE
    WHEN grouping(source) = 0 THEN 'source'
    WHEN grouping(processor) = 0 THEN 'processor'
    WHEN grouping(payment_solution) = 0 THEN 'payment_solution'
    WHEN grouping(card_network) = 0 THEN 'card_network'
    WHEN grouping(merchant_segment) = 0 THEN 'merchant_segment'
    WHEN grouping(issuer_country) = 0 THEN 'issuer_country'
    ELSE 'all'
  END AS dimension,
  CASE
    WHEN grouping(source) = 0 THEN source
    WHEN grouping(processor) = 0 THEN processor
    WHEN grouping(payment_solution) = 0 THEN payment_solution
    WHEN grouping(card_network) = 0 THEN card_network
    WHEN grouping(merchant_segment) = 0 THEN merchant_segment
    WHEN grouping(issuer_country) = 0 THEN issuer_country
  END AS value,
  {{measures(approval, risk, three_ds, period)}}
FROM v_attempt_facts
WHERE {{dirty}}
GROUP BY GROUPING SETS (
  (event_hour_start, event_date),
  (event_hour_start, event_date, source),
  (event_hour_start, event_date, processor),
  (event_hour_start, event_date, payment_solution),
  (event_hour_start, event_date, card_network),
  (event_hour_start, event_date, merchant_segment),
  (event_hour_start, event_date, issuer_country)
)
ORDER BY dimension, event_hour_start
