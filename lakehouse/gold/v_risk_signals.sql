-- One row = one merchant segment, issuer country and risk tier with counted attempts, over everything loaded. The tier is null where
-- the feed gives no fraud score. Values are USD and leave out `without_usd_count` attempts.
WITH totals AS (
  SELECT merchant_segment, issuer_country, risk_tier, {{totals(approval, risk)}}
  FROM risk_cube_daily
  GROUP BY merchant_segment, issuer_country, risk_tier
)
SELECT
  merchant_segment,
  issuer_country,
  risk_tier,
  {{columns(approval, risk)}},
  try_divide(CAST(aml_risk_score_sum AS DOUBLE), aml_scored_count) AS avg_aml_score
FROM totals
WHERE transaction_count > 0
