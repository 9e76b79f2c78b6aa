-- materialised by: event_date
-- One row = one day (UTC) and one way of sending: processor, payment solution, card network; over everything loaded. Null is what
-- the feed does not say.
SELECT event_date, processor, payment_solution, card_network, {{measures(approval, latency)}}
FROM v_attempt_facts
WHERE {{dirty}}
GROUP BY event_date, processor, payment_solution, card_network
ORDER BY event_date
