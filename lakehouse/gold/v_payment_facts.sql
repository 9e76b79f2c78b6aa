-- One row = one payment with at least one counted attempt, over everything loaded: the grain of every number about payments.
-- Dimensions, amount and time are those of its first counted attempt; the decline reason is why that attempt was declined.
SELECT
  {{dimensions}},
  payment_id,
  event_timestamp,
  payment_last_timestamp AS last_event_timestamp,
  event_date,
  payment_attempts AS attempts,
  is_approved AS first_is_approved,
  payment_is_approved AS is_approved,
  is_recovered,
  link_basis,
  amount_minor,
  amount_usd,
  decline_owner,
  recovery_seconds,
  recovered_by_processor
FROM payments_enriched_silver
WHERE is_first_attempt
