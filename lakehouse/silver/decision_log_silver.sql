-- One row = one decision about one attempt that the feed recorded, over everything loaded: which policy sent it where and with which
-- probability (`routing`, where a policy is named), or whether 3-D Secure was asked for and how it ended (`authentication`,
-- where the feed says). Nothing is derived: what was not recorded has no row.
CREATE OR REPLACE VIEW decision_log_silver AS
SELECT
  source,
  transaction_id,
  'routing' AS decision_type,
  event_timestamp AS decision_timestamp,
  event_date,
  merchant_id,
  amount_minor,
  currency,
  fraud_score,
  device_trust_score,
  route_policy AS policy,
  processor AS decision,
  route_propensity AS propensity,
  CAST(NULL AS STRING) AS result,
  is_approved
FROM payments_enriched_silver
WHERE route_policy IS NOT NULL
UNION ALL
SELECT
  source,
  transaction_id,
  'authentication' AS decision_type,
  event_timestamp AS decision_timestamp,
  event_date,
  merchant_id,
  amount_minor,
  currency,
  fraud_score,
  device_trust_score,
  CAST(NULL AS STRING) AS policy,
  CASE WHEN uses_3ds THEN '3ds' WHEN sca_exemption IS NOT NULL THEN 'exemption' ELSE 'none' END AS decision,
  CAST(NULL AS DOUBLE) AS propensity,
  coalesce(three_ds_result, sca_exemption) AS result,
  is_approved
FROM payments_enriched_silver
WHERE uses_3ds IS NOT NULL;
