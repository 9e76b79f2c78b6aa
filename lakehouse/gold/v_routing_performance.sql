-- One row = one way of sending with counted attempts: processor, payment solution, card network (null where the feed does not say), over
-- everything loaded. Routers send hard traffic to some processors: compare rates only like for like.
-- Values are USD and leave out `without_usd_count` attempts.
WITH totals AS (
  SELECT processor, payment_solution, card_network, {{totals(approval, latency)}}
  FROM route_cube_daily
  GROUP BY processor, payment_solution, card_network
)
SELECT
  processor,
  payment_solution,
  card_network,
  {{columns(approval, latency)}}
FROM totals
WHERE transaction_count > 0
