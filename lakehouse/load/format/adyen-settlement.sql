-- One row = one record of Adyen's settlement details report: the fees of an attempt (Settled) or a chargeback.
WITH read AS (
  SELECT
    *,
    lower(trim("Type")) AS kind,
    coalesce(TRY_CAST("Commission (NC)" AS DECIMAL(18, 4)), 0) + coalesce(TRY_CAST("Markup (NC)" AS DECIMAL(18, 4)), 0)
      + coalesce(TRY_CAST("Scheme Fees (NC)" AS DECIMAL(18, 4)), 0) + coalesce(TRY_CAST("Interchange (NC)" AS DECIMAL(18, 4)), 0) AS fee,
    coalesce("Commission (NC)", "Markup (NC)", "Scheme Fees (NC)", "Interchange (NC)") IS NOT NULL AS has_fee
  FROM staged
)
SELECT
  _line,
  _at,
  _length,
  extra,
  CASE
    WHEN kind IN ('settled', 'chargeback', 'secondchargeback') THEN NULL
    WHEN kind IN ('refunded', 'refundedreversed', 'refundedexternally') THEN 'refund'
    WHEN kind IN ('chargebackreversed', 'secondchargebackreversed', 'chargebackreversedexternally') THEN 'chargeback_reversed'
    WHEN kind IN ('fee', 'invoicededuction', 'depositcorrection', 'paymentcost', 'settledreversed', 'reserveadjustment', 'balancetransfer', 'matchedstatement', 'manualcorrected', 'authorisationschemefee') THEN 'fee'
    WHEN kind IN ('merchantpayout', 'payout') THEN 'payout'
    ELSE 'settlement_' || coalesce(kind, 'untyped')
  END AS _skip,
  CASE WHEN "Psp Reference" IS NULL THEN 'Psp Reference|missing_value' END AS _bad,
  "TimeZone" AS _zone,
  CASE WHEN kind = 'settled' THEN 'settlement' ELSE 'dispute' END AS _kind,
  "Psp Reference" AS transaction_id,
  coalesce("Booking Date", "Creation Date") AS event_timestamp,
  coalesce(getvariable('merchant'), "Merchant Account", 'default') AS merchant_id,
  coalesce("Gross Credit (GC)", "Gross Debit (GC)") AS amount,
  "Gross Currency" AS currency,
  'true' AS is_approved,
  'adyen' || coalesce(':' || "Merchant Account", '') AS source,
  CAST(CASE WHEN has_fee THEN fee END AS VARCHAR) AS fee_amount,
  CASE WHEN has_fee THEN "Net Currency" END AS fee_currency,
  coalesce("Modification Reference", "Psp Reference") AS _settlement_id,
  CASE WHEN kind IN ('chargeback', 'secondchargeback') THEN coalesce("Modification Reference", "Psp Reference" || ':' || kind) END AS _dispute_id,
  coalesce("Booking Date", "Creation Date") AS _dispute_timestamp,
  'other' AS _dispute_kind,
  coalesce("Gross Debit (GC)", "Gross Credit (GC)") AS _dispute_amount,
  "Gross Currency" AS _dispute_currency,
  "Dispute Reason" AS _dispute_code
FROM read
