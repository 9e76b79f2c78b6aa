-- One row = one attempt of the bronze at hand: its place, as in refresh_places.
SELECT
  hash(source, transaction_id) AS attempt_key,
  CASE WHEN reference IS NOT NULL THEN hash(basis, merchant_id, account, reference, price) END AS group_key,
  basis = 'given' AS is_given,
  clock,
  event_timestamp
FROM attempt_groups
