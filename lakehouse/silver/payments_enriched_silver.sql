-- One row = one authorisation attempt, over everything loaded: the fields of the event format, completed, linked and converted.
-- Money in USD is null where no rate of that day or before is known. `is_counted`: in the denominator of approval rates.
-- `is_recovery_attempt`: a counted attempt after the payment's first one was declined and before any was approved.
-- `ingested_at` is when its first version was loaded, `extra` the fields that the format does not know, as JSON.
-- `payment_…` and `recover…` speak of the whole payment and stand on its first counted attempt only.
CREATE OR REPLACE TABLE payments_enriched_silver AS
WITH disputed AS (
  SELECT source, transaction_id, bool_or(coalesce(dispute_kind = 'fraud', false)) AS is_fraud, min(dispute_timestamp) AS first_at
  FROM disputes_bronze
  GROUP BY source, transaction_id
),
linked AS (
  SELECT
    links.source,
    links.transaction_id,
    CASE WHEN links.basis = 'given' OR totals.members > 1 THEN links.basis ELSE 'none' END AS basis,
    links.ordinal,
    links.standing,
    links.rank,
    links.is_suspected_duplicate,
    CASE WHEN NOT links.is_suspected_duplicate THEN links.position END AS position,
    CASE WHEN NOT links.is_suspected_duplicate THEN links.previous_in_time END AS previous_in_time,
    CASE WHEN links.standing = 0 THEN links.previous_timestamp END AS previous_timestamp,
    links.standing = 0 AND links.rank > 1 AND links.was_approved = 0 AS is_recovery_attempt,
    totals.first_transaction_id,
    totals.counted_attempts,
    totals.counted_first_timestamp,
    totals.counted_last_timestamp,
    totals.counted_is_approved,
    totals.counted_first_is_approved,
    totals.counted_approved_timestamp,
    totals.counted_approved_processor,
    totals.counted_decline_reason
  FROM attempt_links AS links
  JOIN payment_totals AS totals ON totals.group_id = links.group_id AND totals.ordinal = links.ordinal
),
placed AS (
  SELECT
    {{as_given}},
    attempts.extra,
    attempts._ingested_at AS ingested_at,
    coalesce(attempts.stage, 'issuer') AS stage,
    CASE
      WHEN linked.basis = 'given' AND linked.ordinal > 1 THEN attempts.payment_id || '#' || CAST(linked.ordinal AS STRING)
      WHEN linked.basis = 'inferred' THEN linked.first_transaction_id
      ELSE coalesce(attempts.payment_id, attempts.transaction_id)
    END AS payment_id,
    coalesce(linked.basis, CASE WHEN attempts.payment_id IS NOT NULL THEN 'given' ELSE 'none' END) AS link_basis,
    linked.basis IS NOT NULL AS is_in_group,
    CASE WHEN linked.basis IS NULL THEN 1 ELSE linked.position END AS position,
    coalesce(linked.rank, 1) AS rank,
    coalesce(
      linked.standing,
      CASE WHEN attempts.amount = 0 THEN 2 WHEN coalesce(attempts.stage, 'issuer') <> 'issuer' THEN 1 ELSE 0 END
    ) AS standing,
    attempts.attempt_no AS given_attempt_no,
    coalesce(attempts.previous_transaction_id, linked.previous_in_time) AS previous_transaction_id,
    attempts.is_retry AS given_is_retry,
    attempts.retry_count AS given_retry_count,
    coalesce(linked.is_suspected_duplicate, false) AS is_suspected_duplicate,
    linked.previous_timestamp,
    coalesce(linked.is_recovery_attempt, false) AS is_recovery_attempt,
    linked.counted_attempts,
    linked.counted_first_timestamp,
    linked.counted_last_timestamp,
    linked.counted_is_approved,
    linked.counted_first_is_approved,
    linked.counted_approved_timestamp,
    linked.counted_approved_processor,
    linked.counted_decline_reason,
    meanings.decline_reason,
    meanings.network_category,
    CASE WHEN attempts.fee_amount IS NOT NULL THEN attempts.fee_amount ELSE fees.fee_amount END AS fee_amount,
    CASE WHEN attempts.fee_amount IS NOT NULL THEN attempts.fee_currency ELSE fees.fee_currency END AS fee_currency,
    CAST(attempts.event_timestamp AS DATE) AS event_date
  FROM merged_attempts AS attempts
  LEFT JOIN linked
    ON linked.source = attempts.source AND linked.transaction_id = attempts.transaction_id
  LEFT JOIN decline_meanings AS meanings
    ON meanings.vocabulary = attempts.declined_in
    AND meanings.given_reason IS NOT DISTINCT FROM attempts.decline_reason
    AND meanings.raw IS NOT DISTINCT FROM attempts.decline_code_raw
    AND meanings.hint IS NOT DISTINCT FROM attempts._decline_hint
  LEFT JOIN settlement_fees AS fees
    ON fees.source = attempts.source AND fees.transaction_id = attempts.transaction_id
),
converted AS (
  SELECT
    placed.*,
    CAST(round(placed.amount * coalesce(currencies.minor_units, 100), 0) AS BIGINT) AS amount_minor,
    CAST(round(CAST(placed.amount AS DECIMAL(20, 4)) * rates.rate, 4) AS DECIMAL(20, 4)) AS amount_usd,
    CAST(round(CAST(placed.fee_amount AS DECIMAL(20, 4)) * fee_rates.rate, 4) AS DECIMAL(20, 4)) AS fee_usd,
    placed.standing = 0 AS is_counted,
    placed.standing = 0 AND placed.rank = 1 AS is_first_attempt,
    placed.counted_is_approved AND NOT placed.counted_first_is_approved AS is_recovered
  FROM placed
  LEFT JOIN currencies_dim AS currencies ON currencies.currency = placed.currency
  LEFT JOIN usd_rates AS rates ON rates.currency = placed.currency AND rates.day = placed.event_date
  LEFT JOIN usd_rates AS fee_rates ON fee_rates.currency = placed.fee_currency AND fee_rates.day = placed.event_date
)
SELECT
  {{as_given_converted}},
  stage,
  payment_id,
  link_basis,
  CAST(coalesce(given_attempt_no, position) AS INT) AS attempt_no,
  previous_transaction_id,
  coalesce(given_is_retry, CASE WHEN link_basis <> 'none' THEN position > 1 END) AS is_retry,
  CAST(coalesce(given_retry_count, CASE WHEN link_basis <> 'none' THEN position - 1 END) AS INT) AS retry_count,
  is_suspected_duplicate,
  is_counted,
  is_first_attempt,
  rank = 1 AS is_payment_head,
  CASE WHEN is_counted THEN CAST(rank AS INT) END AS counted_attempt_no,
  is_recovery_attempt,
  CAST(unix_seconds(event_timestamp) - unix_seconds(previous_timestamp) AS BIGINT) AS seconds_since_previous,
  decline_reason,
  reasons.class AS decline_class,
  reasons.owner AS decline_owner,
  CAST(network_category AS INT) AS network_category,
  CASE WHEN is_in_group THEN counted_decline_reason WHEN is_counted THEN decline_reason END AS original_decline_reason,
  CASE WHEN is_first_attempt THEN CAST(coalesce(counted_attempts, 1) AS INT) END AS payment_attempts,
  CASE WHEN is_first_attempt THEN coalesce(counted_last_timestamp, event_timestamp) END AS payment_last_timestamp,
  CASE WHEN is_first_attempt THEN coalesce(counted_is_approved, is_approved) END AS payment_is_approved,
  CASE WHEN is_first_attempt THEN coalesce(is_recovered, false) END AS is_recovered,
  CASE WHEN is_first_attempt AND is_recovered THEN unix_seconds(counted_approved_timestamp) - unix_seconds(counted_first_timestamp) END AS recovery_seconds,
  CASE WHEN is_first_attempt AND is_recovered THEN nullif(counted_approved_processor, '') END AS recovered_by_processor,
  amount_minor,
  amount_usd,
  fee_amount,
  fee_currency,
  fee_usd,
  disputed.transaction_id IS NOT NULL AS is_disputed,
  coalesce(disputed.is_fraud, false) AS is_fraud_disputed,
  disputed.first_at AS disputed_at,
  issuer_country <> merchant_country AS is_cross_border,
  event_date,
  CAST(hour(event_timestamp) AS INT) AS event_hour,
  CAST(dayofweek(event_date) AS INT) AS event_day_of_week,
  CASE
    WHEN fraud_score > 0.7 THEN 'high'
    WHEN fraud_score > 0.3 THEN 'medium'
    WHEN fraud_score IS NOT NULL THEN 'low'
  END AS risk_tier,
  CASE
    WHEN amount_usd < 50 THEN 'micro'
    WHEN amount_usd < 200 THEN 'small'
    WHEN amount_usd < 500 THEN 'medium'
    WHEN amount_usd < 1000 THEN 'large'
    WHEN amount_usd IS NOT NULL THEN 'very_large'
  END AS amount_bucket,
  0.5 * fraud_score + 0.3 * aml_risk_score + 0.2 * (1 - device_trust_score) AS composite_risk_score,
  extra,
  ingested_at
FROM converted
LEFT JOIN decline_reasons_dim AS reasons ON reasons.reason = converted.decline_reason
LEFT JOIN disputed ON disputed.source = converted.source AND disputed.transaction_id = converted.transaction_id;
