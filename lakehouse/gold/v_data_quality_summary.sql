-- One row = one source, over everything loaded: what arrived, what of it counts in no rate and why, and which columns are filled.
WITH attempts AS (
  SELECT
    source,
    min(event_timestamp) AS first_event_timestamp,
    max(event_timestamp) AS last_event_timestamp,
    count(*) AS attempts,
    count(*) FILTER (WHERE is_counted) AS counted_attempts,
    count(*) FILTER (WHERE is_suspected_duplicate) AS suspected_duplicates,
    count(*) FILTER (WHERE NOT is_suspected_duplicate AND amount_minor = 0) AS account_checks,
    count(*) FILTER (WHERE NOT is_suspected_duplicate AND amount_minor > 0 AND stage = 'blocked') AS blocked_attempts,
    count(*) FILTER (WHERE NOT is_suspected_duplicate AND amount_minor > 0 AND stage = 'authentication') AS failed_authentications,
    count(*) FILTER (WHERE NOT is_suspected_duplicate AND amount_minor > 0 AND stage = 'cancelled') AS cancelled_attempts,
    count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd,
    count(*) FILTER (WHERE decline_reason = 'OTHER') AS unmapped_declines,
    count(*) FILTER (WHERE decline_reason IS NOT NULL) AS explained_declines,
    count(*) FILTER (WHERE link_basis = 'given') AS linked_by_given_id,
    count(*) FILTER (WHERE link_basis = 'inferred') AS linked_by_inference,
    count(*) FILTER (WHERE link_basis = 'none') AS not_linked,
    count(card_token) AS with_card_token,
    count(card_bin) AS with_card_bin,
    count(issuer_country) AS with_issuer_country,
    count(processor) AS with_processor,
    count(payment_solution) AS with_payment_solution,
    count(three_ds_result) AS with_three_ds_result,
    count(fraud_score) AS with_fraud_score,
    count(processing_time_ms) AS with_processing_time,
    count(fee_usd) AS with_fee_usd
  FROM v_attempt_facts
  GROUP BY source
),
quarantined AS (
  SELECT coalesce(source, 'unknown') AS source, count(*) AS quarantined_rows
  FROM payments_quarantine
  GROUP BY coalesce(source, 'unknown')
),
disputes AS (
  SELECT
    disputes.source,
    count(*) AS disputes,
    count(*) FILTER (WHERE attempts.transaction_id IS NULL) AS disputes_without_attempt
  FROM (SELECT DISTINCT source, transaction_id, dispute_id FROM disputes_bronze) AS disputes
  LEFT JOIN payments_enriched_silver AS attempts
    ON attempts.source = disputes.source AND attempts.transaction_id = disputes.transaction_id
  GROUP BY disputes.source
),
sources AS (
  SELECT source FROM attempts
  UNION
  SELECT source FROM quarantined
  UNION
  SELECT source FROM disputes
)
SELECT
  sources.source,
  attempts.first_event_timestamp,
  attempts.last_event_timestamp,
  coalesce(attempts.attempts, 0) AS attempts,
  coalesce(attempts.counted_attempts, 0) AS counted_attempts,
  coalesce(attempts.suspected_duplicates, 0) AS suspected_duplicates,
  coalesce(attempts.account_checks, 0) AS account_checks,
  coalesce(attempts.blocked_attempts, 0) AS blocked_attempts,
  coalesce(attempts.failed_authentications, 0) AS failed_authentications,
  coalesce(attempts.cancelled_attempts, 0) AS cancelled_attempts,
  coalesce(attempts.without_usd, 0) AS without_usd,
  coalesce(attempts.unmapped_declines, 0) AS unmapped_declines,
  coalesce(attempts.explained_declines, 0) AS explained_declines,
  coalesce(attempts.linked_by_given_id, 0) AS linked_by_given_id,
  coalesce(attempts.linked_by_inference, 0) AS linked_by_inference,
  coalesce(attempts.not_linked, 0) AS not_linked,
  coalesce(attempts.with_card_token, 0) AS with_card_token,
  coalesce(attempts.with_card_bin, 0) AS with_card_bin,
  coalesce(attempts.with_issuer_country, 0) AS with_issuer_country,
  coalesce(attempts.with_processor, 0) AS with_processor,
  coalesce(attempts.with_payment_solution, 0) AS with_payment_solution,
  coalesce(attempts.with_three_ds_result, 0) AS with_three_ds_result,
  coalesce(attempts.with_fraud_score, 0) AS with_fraud_score,
  coalesce(attempts.with_processing_time, 0) AS with_processing_time,
  coalesce(attempts.with_fee_usd, 0) AS with_fee_usd,
  coalesce(quarantined.quarantined_rows, 0) AS quarantined_rows,
  coalesce(disputes.disputes, 0) AS disputes,
  coalesce(disputes.disputes_without_attempt, 0) AS disputes_without_attempt
FROM sources
LEFT JOIN attempts ON attempts.source = sources.source
LEFT JOIN quarantined ON quarantined.source = sources.source
LEFT JOIN disputes ON disputes.source = sources.source
