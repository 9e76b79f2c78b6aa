-- One row = one attempt and the group in which the others of its payment are looked for: same grouping id within one account, or,
-- where none is given, same merchant, credential, amount and currency; no group where `reference` is null. `clock` runs in
-- microseconds of a scale on which a payment lasts at most 30 days: by the day for given ids, 30 times as fast for
-- inferred groups, which last at most 24 hours.
CREATE OR REPLACE TEMP VIEW attempt_groups AS
SELECT
  merged_attempts.*,
  CASE WHEN payment_id IS NOT NULL THEN 'given' ELSE 'inferred' END AS basis,
  CASE WHEN payment_id IS NOT NULL THEN source ELSE currency END AS account,
  coalesce(payment_id, credential) AS reference,
  CASE WHEN payment_id IS NOT NULL THEN 0 ELSE amount END AS price,
  CASE WHEN payment_id IS NOT NULL THEN 1 ELSE 30 END * unix_micros(event_timestamp) AS clock
FROM merged_attempts;
