-- One row = one record of Adyen's received payments report, in the words of the event format.
WITH read AS (
  SELECT
    *,
    lower(trim(coalesce("Type", 'Received'))) AS kind,
    lower(regexp_replace("Acquirer Response", '[^A-Za-z0-9]', '')) AS response,
    nullif(regexp_extract("Raw acquirer response", '^\s*([0-9A-Za-z]{2,3})\b', 1), '') AS raw_code,
    lower(trim("Payment Method")) AS method,
    lower(trim(coalesce("Payment Method Variant", "Payment Method"))) AS variant,
    lower(trim("Shopper Interaction")) AS interaction,
    upper(trim("3D Directory Response")) AS directory,
    upper(trim("3D Authentication Response")) AS authentication
  FROM staged
),
judged AS (
  SELECT
    *,
    CASE
      WHEN response IN ('approved', 'authorised', 'authorized') THEN true
      WHEN response IN (SELECT raw_code FROM decline_codes_dim WHERE vocabulary = 'adyen') THEN false
      WHEN upper(raw_code) IN ('00', '10', '11', '85') AND response IS NULL THEN true
      WHEN lower(raw_code) IN (SELECT raw_code FROM decline_codes_dim WHERE vocabulary = 'iso') THEN false
    END AS verdict
  FROM read
)
SELECT
  _line,
  _at,
  _length,
  extra,
  CASE
    WHEN kind IN ('refunded', 'refund', 'refundedexternally', 'refundfailed', 'sentforrefund') THEN 'refund'
    WHEN kind IN ('settled', 'sentforsettle', 'sentforsettleexternally', 'captured', 'capturefailed', 'settledexternally') THEN 'settlement'
    WHEN kind IN ('chargeback', 'chargebackreversed', 'secondchargeback', 'notificationofchargeback', 'requestforinformation', 'notificationoffraud') THEN 'chargeback'
    WHEN kind IN ('fee', 'invoicededuction', 'depositcorrection', 'paymentcost', 'balancetransfer') THEN 'fee'
    WHEN kind IN ('merchantpayout', 'payout') THEN 'payout'
    WHEN regexp_matches(method, '^(ideal|paypal|klarna|sepadirectdebit|sofort|directebanking|giropay|alipay|wechatpay|trustly|ach|eps|multibanco|mbway|blik|pix|boleto|dotpay|swish|vipps|mobilepay|paysafecard|afterpay|clearpay|twint|affirm|banktransfer|givex|svs)')
      THEN 'not_a_card_payment'
  END AS _skip,
  CASE
    WHEN kind NOT IN ('received', 'authorised', 'authorized', 'refused', 'cancelled', 'error') THEN 'Type|unknown_type'
    WHEN verdict IS NULL THEN CASE WHEN response IS NULL AND raw_code IS NULL THEN 'Acquirer Response|missing_value' ELSE 'Acquirer Response|unknown_status' END
  END AS _bad,
  "TimeZone" AS _zone,
  'attempt' AS _kind,
  "Psp Reference" AS transaction_id,
  "Creation Date" AS event_timestamp,
  coalesce(getvariable('merchant'), "Merchant Account", 'default') AS merchant_id,
  "Amount" AS amount,
  "Currency" AS currency,
  CAST(verdict AS VARCHAR) AS is_approved,
  'adyen' || coalesce(':' || "Merchant Account", '') AS source,
  CASE
    WHEN verdict THEN 'issuer'
    WHEN response IN ('cancelled', 'shoppercancelled') THEN 'cancelled'
    WHEN response IN ('threednotauthenticated', '3dnotauthenticated') THEN 'authentication'
    WHEN response IN ('fraud', 'fraudcancelled', 'notsubmitted') AND raw_code IS NULL THEN 'blocked'
    ELSE 'issuer'
  END AS stage,
  "Merchant Reference" AS payment_id,
  CASE interaction WHEN 'ecommerce' THEN 'shopper' WHEN 'pos' THEN 'shopper' WHEN 'moto' THEN 'shopper' WHEN 'contauth' THEN 'merchant' END AS initiated_by,
  CASE interaction WHEN 'contauth' THEN 'true' WHEN 'ecommerce' THEN 'false' WHEN 'pos' THEN 'false' WHEN 'moto' THEN 'false' END AS is_recurring,
  CASE interaction WHEN 'ecommerce' THEN 'ecom' WHEN 'contauth' THEN 'recurring' WHEN 'moto' THEN 'manual' END AS entry_mode,
  "Shopper Reference" AS cardholder_id,
  "Shopper IP" AS ip_address,
  CASE
    WHEN method IS NULL THEN NULL
    WHEN starts_with(method, 'visa') OR starts_with(method, 'electron') OR starts_with(method, 'vpay') THEN 'visa'
    WHEN method = 'mc' OR starts_with(method, 'mc_') OR starts_with(method, 'mastercard') OR starts_with(method, 'maestro') THEN 'mastercard'
    WHEN starts_with(method, 'amex') THEN 'amex'
    WHEN starts_with(method, 'discover') THEN 'discover'
    ELSE 'other'
  END AS card_network,
  CASE
    WHEN regexp_full_match(trim("Issuer Id"), '\d{6,8}') THEN trim("Issuer Id")
    WHEN regexp_matches("Shopper PAN", '^\d{6}') THEN left(trim("Shopper PAN"), 6)
  END AS card_bin,
  CASE WHEN regexp_matches(trim("Shopper PAN"), '\d{4}$') THEN right(trim("Shopper PAN"), 4) END AS card_last4,
  CASE WHEN contains(variant, 'prepaid') THEN 'prepaid' WHEN contains(variant, 'debit') THEN 'debit' WHEN contains(variant, 'credit') THEN 'credit' END AS funding_type,
  "Issuer Name" AS issuer,
  CASE WHEN regexp_full_match(trim("Issuer Country"), '[A-Za-z]{2}') THEN "Issuer Country" END AS issuer_country,
  'adyen' AS processor,
  CASE WHEN contains(method, 'applepay') THEN 'apple_pay' WHEN contains(method, 'googlepay') OR contains(method, 'paywithgoogle') THEN 'google_pay' END AS payment_solution,
  CASE WHEN directory IS NOT NULL OR authentication IS NOT NULL THEN 'true' END AS uses_3ds,
  CASE
    WHEN authentication = 'N' AND directory = 'Y' THEN 'failed'
    WHEN directory IN ('N', 'U') OR authentication IN ('A', 'U') THEN 'unavailable'
  END AS three_ds_result,
  CAST(CASE WHEN TRY_CAST("Risk Scoring" AS DOUBLE) >= 0 THEN least(TRY_CAST("Risk Scoring" AS DOUBLE) / 100, 1.0) END AS VARCHAR) AS fraud_score,
  CASE WHEN NOT verdict THEN coalesce("Raw acquirer response", "Acquirer Response") END AS decline_code_raw,
  CASE WHEN NOT verdict THEN "Acquirer Response" END AS _decline_hint
FROM judged
