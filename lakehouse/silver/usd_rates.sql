-- One row = one currency on one day that money is to be converted for: the day's rate in USD, or else the last earlier one.
CREATE OR REPLACE TEMP TABLE usd_rates AS
WITH needed AS (
  SELECT DISTINCT currency, CAST(event_timestamp AS DATE) AS day FROM merged_attempts
  UNION
  SELECT DISTINCT fee_currency AS currency, CAST(event_timestamp AS DATE) AS day FROM merged_attempts WHERE fee_currency IS NOT NULL
  UNION
  SELECT DISTINCT fees.fee_currency AS currency, CAST(attempts.event_timestamp AS DATE) AS day
  FROM merged_attempts AS attempts
  JOIN settlement_fees AS fees ON fees.source = attempts.source AND fees.transaction_id = attempts.transaction_id
),
rates AS (
  SELECT currency, date, CAST(usd_per_unit AS DECIMAL(18, 10)) AS rate
  FROM fx_rates_bronze
  QUALIFY row_number() OVER (PARTITION BY currency, date ORDER BY _batch DESC, _line DESC) = 1
),
periods AS (
  SELECT currency, rate, date AS from_day, lead(date) OVER (PARTITION BY currency ORDER BY date) AS to_day
  FROM rates
)
SELECT needed.currency, needed.day, CASE WHEN needed.currency = 'USD' THEN CAST(1 AS DECIMAL(18, 10)) ELSE periods.rate END AS rate
FROM needed
LEFT JOIN periods
  ON periods.currency = needed.currency
  AND periods.from_day <= needed.day
  AND (periods.to_day IS NULL OR needed.day < periods.to_day)
WHERE needed.currency = 'USD' OR periods.rate IS NOT NULL;
