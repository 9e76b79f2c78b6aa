-- One row = one attempt of a group that has several.
CREATE OR REPLACE TEMP TABLE group_members AS
WITH shared AS (
  SELECT basis, merchant_id, account, reference, price, monotonically_increasing_id() AS group_id
  FROM attempt_groups
  WHERE reference IS NOT NULL
  GROUP BY basis, merchant_id, account, reference, price
  HAVING count(*) > 1
)
SELECT
  shared.group_id,
  keyed.basis,
  keyed.clock,
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
FROM attempt_groups AS keyed
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
