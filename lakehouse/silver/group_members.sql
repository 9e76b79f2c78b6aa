-- One row = one attempt that may belong to a payment with another: same grouping id within one account, or, where none is given,
-- same merchant, credential, amount and currency. `clock` runs in microseconds of a scale on which a payment lasts at most
-- 30 days: by the day for given ids, 30 times as fast for inferred groups, which last at most 24 hours.
CREATE OR REPLACE TEMP TABLE group_members AS
WITH keyed AS (
  SELECT
    merged_attempts.*,
    CASE WHEN payment_id IS NOT NULL THEN 'given' ELSE 'inferred' END AS basis,
    CASE WHEN payment_id IS NOT NULL THEN source ELSE currency END AS account,
    coalesce(payment_id, credential) AS reference,
    CASE WHEN payment_id IS NOT NULL THEN 0 ELSE amount END AS price
  FROM merged_attempts
  WHERE payment_id IS NOT NULL OR credential IS NOT NULL
),
shared AS (
  SELECT basis, merchant_id, account, reference, price, row_number() OVER () AS group_id
  FROM keyed
  GROUP BY basis, merchant_id, account, reference, price
  HAVING count(*) > 1
)
SELECT
  shared.group_id,
  keyed.basis,
  CASE WHEN keyed.basis = 'given' THEN 1 ELSE 30 END * unix_micros(keyed.event_timestamp) AS clock,
  keyed.source,
  keyed.transaction_id,
  keyed.event_timestamp,
  keyed.attempt_no,
  keyed.amount,
  keyed.currency,
  keyed.credential,
  coalesce(keyed.stage, 'issuer') AS stage,
  keyed.is_approved,
  keyed.processor,
  meanings.decline_reason
FROM keyed
JOIN shared
  ON shared.basis = keyed.basis
  AND shared.merchant_id = keyed.merchant_id
  AND shared.account = keyed.account
  AND shared.reference = keyed.reference
  AND shared.price = keyed.price
LEFT JOIN decline_meanings AS meanings
  ON meanings.vocabulary = keyed.declined_in
  AND meanings.given_reason IS NOT DISTINCT FROM keyed.decline_reason
  AND meanings.raw IS NOT DISTINCT FROM keyed.decline_code_raw
  AND meanings.hint IS NOT DISTINCT FROM keyed._decline_hint;
