-- materialised by: event_date
-- One row = one day (UTC), merchant segment, issuer country and risk tier, over everything loaded. The tier is null where the feed
-- gives no fraud score, the others where it does not say.
SELECT event_date, merchant_segment, issuer_country, risk_tier, {{measures(approval, risk)}}
FROM v_attempt_facts
WHERE {{dirty}}
GROUP BY event_date, merchant_segment, issuer_country, risk_tier
ORDER BY event_date
