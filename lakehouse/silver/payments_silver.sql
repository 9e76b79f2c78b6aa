-- One row = one payment, over everything loaded; amount and time are those of its head, the attempt it is judged by (the first that
-- counts in approval rates, or the first of all where none does). It looks at every attempt made for money, blocked and cancelled
-- ones included: payment success. Approval rates of payments are in gold, over counted attempts only.
CREATE OR REPLACE TABLE payments_silver AS
SELECT
  heads.payment_id,
  heads.source,
  heads.transaction_id AS head_transaction_id,
  heads.merchant_id,
  heads.currency,
  heads.amount_minor,
  heads.amount_usd,
  heads.link_basis,
  CAST(coalesce(totals.attempts, 1) AS INT) AS attempts,
  coalesce(totals.first_event_timestamp, heads.event_timestamp) AS first_event_timestamp,
  coalesce(totals.last_event_timestamp, heads.event_timestamp) AS last_event_timestamp,
  coalesce(totals.first_is_approved, heads.is_approved) AS first_is_approved,
  coalesce(totals.is_approved, heads.is_approved) AS is_approved,
  CASE
    WHEN totals.head_source IS NOT NULL THEN totals.approved_transaction_id
    WHEN heads.is_approved THEN heads.transaction_id
  END AS approved_transaction_id,
  CASE WHEN totals.head_source IS NOT NULL THEN totals.original_decline_reason ELSE heads.decline_reason END AS original_decline_reason,
  coalesce(totals.is_approved AND NOT totals.first_is_approved, false) AS is_recovered
FROM payments_enriched_silver AS heads
LEFT JOIN payment_totals AS totals
  ON totals.head_source = heads.source AND totals.head_transaction_id = heads.transaction_id
WHERE heads.is_payment_head;
