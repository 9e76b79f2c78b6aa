-- One row = one payment of a group: what its attempts say together. `counted_…` looks only at what approval rates count.
CREATE OR REPLACE TEMP TABLE payment_totals AS
SELECT
  group_id,
  ordinal,
  min_by(source, rank) AS head_source,
  min_by(transaction_id, rank) AS head_transaction_id,
  count(*) AS members,
  min_by(transaction_id, position) FILTER (WHERE NOT is_suspected_duplicate) AS first_transaction_id,
  count(*) FILTER (WHERE is_judged) AS attempts,
  min(event_timestamp) FILTER (WHERE is_judged) AS first_event_timestamp,
  max(event_timestamp) FILTER (WHERE is_judged) AS last_event_timestamp,
  min_by(is_approved, position) FILTER (WHERE is_judged) AS first_is_approved,
  bool_or(is_approved) FILTER (WHERE is_judged) AS is_approved,
  min_by(transaction_id, position) FILTER (WHERE is_judged AND is_approved) AS approved_transaction_id,
  min_by(decline_reason, position) FILTER (WHERE is_judged AND decline_reason IS NOT NULL) AS original_decline_reason,
  count(*) FILTER (WHERE standing = 0) AS counted_attempts,
  min(event_timestamp) FILTER (WHERE standing = 0) AS counted_first_timestamp,
  max(event_timestamp) FILTER (WHERE standing = 0) AS counted_last_timestamp,
  min_by(is_approved, position) FILTER (WHERE standing = 0) AS counted_first_is_approved,
  bool_or(is_approved) FILTER (WHERE standing = 0) AS counted_is_approved,
  min(event_timestamp) FILTER (WHERE standing = 0 AND is_approved) AS counted_approved_timestamp,
  min_by(coalesce(processor, ''), position) FILTER (WHERE standing = 0 AND is_approved) AS counted_approved_processor,
  min_by(decline_reason, position) FILTER (WHERE standing = 0 AND decline_reason IS NOT NULL) AS counted_decline_reason
FROM (
  SELECT *, standing <= 1 OR (standing = 2 AND best_standing = 2) AS is_judged
  FROM attempt_links
) AS links
GROUP BY group_id, ordinal;
