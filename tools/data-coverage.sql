-- One row: how many counted attempts of the range carry each field that an analysis may need.
SELECT
  count(*) AS counted,
  count(fraud_score) AS fraud_score,
  count(aml_risk_score) AS aml_risk_score,
  count(device_trust_score) AS device_trust_score,
  count(processing_time_ms) AS processing_time_ms,
  count(fee_usd) AS fee_usd,
  count(card_token) AS card_token,
  count(card_bin) AS card_bin,
  count(issuer) AS issuer,
  count(issuer_country) AS issuer_country,
  count(is_cross_border) AS is_cross_border,
  count(processor) AS processor,
  count(payment_solution) AS payment_solution,
  count(route_policy) AS route_policy,
  count(coalesce(three_ds_result, CASE WHEN uses_3ds IS NOT NULL THEN 'known' END)) AS three_ds,
  count(sca_exemption) AS sca_exemption,
  count(network_category) AS network_category,
  count(merchant_advice_code) AS merchant_advice_code,
  count(amount_usd) AS amount_usd,
  count(*) FILTER (WHERE is_disputed) AS disputes,
  count(*) FILTER (WHERE link_basis <> 'none') AS linked
FROM v_attempt_facts
WHERE is_counted AND {{population}}
