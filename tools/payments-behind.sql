-- One row = one attempt behind a number, newest first, with the exact count of all of them in total_attempts.
WITH matching AS (
  SELECT
    transaction_id, payment_id, event_timestamp, amount_minor, currency, is_approved, decline_reason,
    processor, card_network, issuer_country,
    count(*) OVER () AS total_attempts,
    CAST(row_number() OVER (ORDER BY event_timestamp DESC, transaction_id) AS INT) AS position
  FROM v_attempt_facts
  WHERE is_counted AND {{scope}}
    AND (CAST(:outcome AS VARCHAR) = 'all' OR is_approved = (CAST(:outcome AS VARCHAR) = 'approved'))
)
SELECT
  transaction_id, payment_id, event_timestamp, amount_minor, currency, is_approved, decline_reason,
  processor, card_network, issuer_country, total_attempts
FROM matching
WHERE position <= CAST(:rows AS INT)
ORDER BY position
