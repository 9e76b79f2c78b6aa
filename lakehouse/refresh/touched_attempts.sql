-- One row = one attempt that rows of bronze beyond the last refresh speak of: versions, settlements, disputes, and rates of its currency
-- or its fee's that hold on its day.
CREATE OR REPLACE TEMP TABLE touched_attempts AS
WITH changed_rates AS (
  SELECT currency, from_day, coalesce(to_day, DATE '9999-12-31') AS to_day
  FROM (
    SELECT currency, date AS from_day, lead(date) OVER (PARTITION BY currency ORDER BY date) AS to_day, max(row) > {{last_rate_row}} AS is_new
    FROM (SELECT currency, date, rowid AS row FROM fx_rates_bronze)
    GROUP BY currency, date
  ) AS periods
  WHERE is_new
)
SELECT attempt_key FROM refresh_versions WHERE bronze_row > {{last_bronze_row}}
UNION
SELECT hash(source, transaction_id) FROM disputes_bronze WHERE rowid > {{last_dispute_row}}
UNION
SELECT hash(silver.source, silver.transaction_id)
FROM payments_enriched_silver AS silver
JOIN changed_rates AS rates
  ON rates.currency = silver.currency AND rates.from_day <= silver.event_date AND silver.event_date < rates.to_day
UNION
SELECT hash(silver.source, silver.transaction_id)
FROM payments_enriched_silver AS silver
JOIN changed_rates AS rates
  ON rates.currency = silver.fee_currency AND rates.from_day <= silver.event_date AND silver.event_date < rates.to_day;
