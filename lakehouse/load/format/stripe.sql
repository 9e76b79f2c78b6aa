-- One row = one record of Stripe's charges export, in the words of the event format; amounts are major units.
WITH read AS (
  SELECT
    *,
    lower(trim("Status")) AS state,
    lower(trim(coalesce("Payment Source Type", 'card'))) AS source_type,
    regexp_matches(coalesce("Seller Message", ''), '(?i)stripe blocked') AS is_blocked
  FROM staged
)
SELECT
  _line,
  _at,
  _length,
  extra,
  CASE
    WHEN lower(trim("Mode")) = 'test' THEN 'test_mode'
    WHEN source_type <> 'card' THEN 'not_a_card_payment'
  END AS _skip,
  CASE
    WHEN state IS NULL THEN 'Status|missing_value'
    WHEN state IN ('pending', 'incomplete', 'requires_action', 'processing') THEN 'Status|unfinished_status'
    WHEN state NOT IN ('paid', 'succeeded', 'refunded', 'partially refunded', 'partial refund', 'uncaptured', 'disputed', 'failed', 'blocked')
      THEN 'Status|unknown_status'
  END AS _bad,
  CAST(NULL AS VARCHAR) AS _zone,
  'attempt' AS _kind,
  "id" AS transaction_id,
  "Created date (UTC)" AS event_timestamp,
  coalesce(getvariable('merchant'), 'default') AS merchant_id,
  "Amount" AS amount,
  "Currency" AS currency,
  CASE WHEN state IN ('failed', 'blocked') THEN 'false' ELSE 'true' END AS is_approved,
  'stripe' AS source,
  CASE WHEN state IN ('failed', 'blocked') AND (is_blocked OR state = 'blocked') THEN 'blocked' ELSE 'issuer' END AS stage,
  "PaymentIntent ID" AS payment_id,
  "Customer ID" AS cardholder_id,
  "Card Fingerprint" AS card_token,
  CASE lower(replace(trim("Card Brand"), ' ', ''))
    WHEN '' THEN NULL
    WHEN 'visa' THEN 'visa'
    WHEN 'mastercard' THEN 'mastercard'
    WHEN 'americanexpress' THEN 'amex'
    WHEN 'amex' THEN 'amex'
    WHEN 'discover' THEN 'discover'
    ELSE CASE WHEN "Card Brand" IS NOT NULL THEN 'other' END
  END AS card_network,
  CASE WHEN regexp_full_match(trim("Card Last4"), '\d{1,4}') THEN lpad(trim("Card Last4"), 4, '0') END AS card_last4,
  CASE WHEN lower(trim("Card Funding")) IN ('credit', 'debit', 'prepaid', 'unknown') THEN lower(trim("Card Funding")) END AS funding_type,
  CASE WHEN regexp_full_match(trim("Card Issue Country"), '[A-Za-z]{2}') THEN "Card Issue Country" END AS issuer_country,
  'stripe' AS processor,
  CASE lower(trim("Card Tokenization Method"))
    WHEN 'apple_pay' THEN 'apple_pay'
    WHEN 'google_pay' THEN 'google_pay'
    WHEN 'android_pay' THEN 'google_pay'
  END AS payment_solution,
  CASE WHEN state IN ('failed', 'blocked') THEN "Decline Reason" END AS decline_code_raw,
  CASE
    WHEN state IN ('failed', 'blocked')
      THEN coalesce(nullif(regexp_extract("Seller Message", '`([a-z_]+)`', 1), ''), "Seller Message")
  END AS _decline_hint,
  "Fee" AS fee_amount,
  coalesce("Converted Currency", "Currency") AS fee_currency,
  CASE WHEN "Dispute Date (UTC)" IS NOT NULL OR "Dispute Status" IS NOT NULL THEN "id" || ':dispute' END AS _dispute_id,
  "Dispute Date (UTC)" AS _dispute_timestamp,
  CASE
    WHEN lower("Dispute Reason") = 'fraudulent' THEN 'fraud'
    WHEN lower("Dispute Reason") IN ('product_not_received', 'product_unacceptable', 'credit_not_processed', 'subscription_canceled', 'duplicate') THEN 'service'
    ELSE 'other'
  END AS _dispute_kind,
  "Disputed Amount" AS _dispute_amount,
  "Currency" AS _dispute_currency,
  CAST(NULL AS VARCHAR) AS _dispute_code
FROM read
