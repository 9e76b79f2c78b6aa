-- materialised by: event_date
-- One row = one disputed attempt, over everything loaded, on the day (UTC) of the attempt.
SELECT event_date, source, transaction_id, is_fraud_disputed
FROM v_attempt_facts
WHERE is_disputed AND {{dirty}}
