-- One row = one attempt that settlement reports give a fee for: the sum over its settlements, each as last reported.
CREATE OR REPLACE TEMP TABLE settlement_fees AS
WITH reported AS (
  SELECT source, transaction_id, fee_amount, fee_currency, _batch, _line
  FROM payments_raw_bronze
  WHERE _kind = 'settlement' AND fee_amount IS NOT NULL AND fee_currency IS NOT NULL
  QUALIFY row_number() OVER (
    PARTITION BY source, transaction_id, coalesce(_settlement_id, '')
    ORDER BY updated_at DESC NULLS LAST, _batch DESC, _line DESC
  ) = 1
),
in_one_currency AS (
  SELECT *, first_value(fee_currency) OVER (PARTITION BY source, transaction_id ORDER BY _batch DESC, _line DESC) AS kept_currency
  FROM reported
)
SELECT source, transaction_id, CAST(sum(fee_amount) AS DECIMAL(18, 4)) AS fee_amount, max(fee_currency) AS fee_currency
FROM in_one_currency
WHERE fee_currency = kept_currency
GROUP BY source, transaction_id;
