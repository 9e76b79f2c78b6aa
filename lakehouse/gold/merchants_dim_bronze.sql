-- One row = one merchant seen in the data, over everything loaded, with the segment, country and category code (together) that most of its
-- attempts say. No feed gives names or risk tiers of merchants: both are null. `created_at` is the day of its first attempt.
WITH described AS (
  SELECT
    merchant_id,
    merchant_segment,
    merchant_country,
    mcc,
    CAST(sum(arrived_count) AS BIGINT) AS attempts,
    min(event_date) AS first_date
  FROM merchant_cube_daily
  WHERE dimension = 'all'
  GROUP BY merchant_id, merchant_segment, merchant_country, mcc
)
SELECT
  merchant_id,
  CAST(NULL AS STRING) AS merchant_name,
  merchant_segment,
  merchant_country,
  mcc,
  CAST(NULL AS STRING) AS merchant_risk_tier,
  min(first_date) OVER (PARTITION BY merchant_id) AS created_at
FROM described
QUALIFY row_number() OVER (
  PARTITION BY merchant_id
  ORDER BY attempts DESC, merchant_segment ASC NULLS LAST, merchant_country ASC NULLS LAST, mcc ASC NULLS LAST
) = 1
