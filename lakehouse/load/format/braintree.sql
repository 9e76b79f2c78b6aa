-- One row = one record of Braintree's transaction export, in the words of the event format.
WITH read AS (
  SELECT
    *,
    lower(replace(trim("Transaction Status"), ' ', '_')) AS status,
    lower(trim(coalesce("Transaction Type", 'sale'))) AS kind,
    lower(trim(coalesce("Payment Instrument Type", 'credit card'))) AS instrument,
    lower(trim("Transaction Source")) AS origin,
    lower(trim("Debit")) AS is_debit,
    lower(trim("Prepaid")) AS is_prepaid,
    upper(trim("Country of Issuance")) AS country
  FROM staged
)
SELECT
  _line,
  _at,
  _length,
  extra,
  CASE
    WHEN kind = 'credit' THEN 'credit'
    WHEN instrument IN ('paypal account', 'paypal', 'venmo account', 'venmo', 'us bank account', 'sepa debit account', 'local payment') THEN 'not_a_card_payment'
  END AS _skip,
  CASE
    WHEN kind <> 'sale' THEN 'Transaction Type|unknown_type'
    WHEN status IS NULL THEN 'Transaction Status|missing_value'
    WHEN status = 'authorizing' THEN 'Transaction Status|unfinished_status'
    WHEN status NOT IN ('authorization_expired', 'authorized', 'gateway_rejected', 'failed', 'processor_declined', 'settled', 'settling', 'settlement_confirmed', 'settlement_declined', 'settlement_pending', 'submitted_for_settlement', 'voided')
      THEN 'Transaction Status|unknown_status'
  END AS _bad,
  "Created Timezone" AS _zone,
  'attempt' AS _kind,
  "Transaction ID" AS transaction_id,
  "Created Datetime" AS event_timestamp,
  coalesce(getvariable('merchant'), "Merchant Account", 'default') AS merchant_id,
  coalesce("Amount Authorized", "Amount Submitted For Settlement") AS amount,
  "Currency ISO Code" AS currency,
  CASE WHEN status IN ('gateway_rejected', 'failed', 'processor_declined') THEN 'false' ELSE 'true' END AS is_approved,
  'braintree' || coalesce(':' || "Merchant Account", '') AS source,
  CASE WHEN status = 'gateway_rejected' THEN CASE WHEN lower("Gateway Rejection Reason") = 'three_d_secure' THEN 'authentication' ELSE 'blocked' END ELSE 'issuer' END AS stage,
  "Order ID" AS payment_id,
  CASE WHEN origin = 'recurring' OR "Subscription ID" IS NOT NULL THEN 'merchant' END AS initiated_by,
  CASE WHEN origin = 'recurring' OR "Subscription ID" IS NOT NULL THEN 'true' WHEN origin IS NOT NULL THEN 'false' END AS is_recurring,
  CASE WHEN origin = 'recurring' OR "Subscription ID" IS NOT NULL THEN 'recurring' END AS entry_mode,
  "Customer ID" AS cardholder_id,
  coalesce("Credit Card Unique Identifier", "Payment Method Token") AS card_token,
  CASE lower(replace(trim("Card Type"), ' ', ''))
    WHEN 'visa' THEN 'visa'
    WHEN 'mastercard' THEN 'mastercard'
    WHEN 'maestro' THEN 'mastercard'
    WHEN 'americanexpress' THEN 'amex'
    WHEN 'discover' THEN 'discover'
    ELSE CASE WHEN "Card Type" IS NOT NULL THEN 'other' END
  END AS card_network,
  CASE
    WHEN regexp_full_match(trim("First Six of Credit Card"), '\d{6}') THEN trim("First Six of Credit Card")
    WHEN regexp_matches("Credit Card Number", '^\d{6}') THEN left("Credit Card Number", 6)
  END AS card_bin,
  CASE
    WHEN regexp_full_match(trim("Last Four of Credit Card"), '\d{1,4}') THEN lpad(trim("Last Four of Credit Card"), 4, '0')
    WHEN regexp_matches("Credit Card Number", '\d{4}$') THEN right("Credit Card Number", 4)
  END AS card_last4,
  CASE WHEN is_prepaid = 'yes' THEN 'prepaid' WHEN is_debit = 'yes' THEN 'debit' WHEN is_debit = 'no' AND is_prepaid = 'no' THEN 'credit' END AS funding_type,
  "Issuing Bank" AS issuer,
  CASE WHEN length(country) = 2 THEN country ELSE (SELECT any_value(c.alpha2) FROM countries_dim AS c WHERE c.alpha3 = country) END AS issuer_country,
  'braintree' AS processor,
  CASE WHEN contains(instrument, 'apple pay') THEN 'apple_pay' WHEN contains(instrument, 'google pay') OR contains(instrument, 'android pay') THEN 'google_pay' END AS payment_solution,
  "IP Address" AS ip_address,
  CASE
    WHEN status = 'gateway_rejected' THEN "Gateway Rejection Reason"
    WHEN status IN ('failed', 'processor_declined') THEN "Processor Response Code"
  END AS decline_code_raw,
  CASE WHEN status IN ('failed', 'processor_declined') THEN "Processor Response Text" WHEN status = 'gateway_rejected' THEN 'gateway_rejected' END AS _decline_hint,
  "Service Fee" AS fee_amount,
  CASE WHEN "Service Fee" IS NOT NULL THEN "Currency ISO Code" END AS fee_currency,
  CASE WHEN "Disputed Date" IS NOT NULL THEN "Transaction ID" || ':dispute' END AS _dispute_id,
  "Disputed Date" AS _dispute_timestamp,
  'other' AS _dispute_kind,
  coalesce("Amount Submitted For Settlement", "Amount Authorized") AS _dispute_amount,
  "Currency ISO Code" AS _dispute_currency,
  CAST(NULL AS VARCHAR) AS _dispute_code
FROM read
