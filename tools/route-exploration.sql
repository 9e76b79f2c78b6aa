-- One row = first attempts at one of two processors in one stratum, movable or not: what chance sent to `to` stands in the weighted
-- columns for what the same merchant and entry mode sent to `from`. A weight is in ten-thousandths: share of `from` over the
-- logged probability of `to`.
WITH firsts AS (
  SELECT
    processor,
    merchant_id,
    coalesce(entry_mode, '(not given)') AS entry_mode,
    coalesce(route_policy, '(not given)') AS route_policy,
    CAST(route_propensity AS DOUBLE) AS propensity,
    coalesce(CAST(route_propensity AS DOUBLE) < 1, false) AS is_movable,
    {{by}},
    is_approved,
    currency,
    amount_minor,
    CAST(amount_usd AS DOUBLE) AS amount_usd,
    CAST(fee_usd AS DOUBLE) AS fee_usd
  FROM v_attempt_facts
  WHERE is_counted AND is_first_attempt AND processor IS NOT NULL AND {{population}}
),
contexts AS (
  SELECT
    merchant_id AS its_merchant,
    entry_mode AS its_mode,
    route_policy AS its_policy,
    CAST(count(*) FILTER (WHERE processor = CAST(:from AS VARCHAR) AND is_movable) AS DOUBLE) / count(*) AS share
  FROM firsts
  GROUP BY merchant_id, entry_mode, route_policy
),
weighed AS (
  SELECT
    firsts.*,
    CASE WHEN processor = CAST(:to AS VARCHAR) AND propensity > 0 THEN share / propensity ELSE 0 END AS full_weight,
    CAST(round(10000 * CASE WHEN processor = CAST(:to AS VARCHAR) AND propensity > 0
      THEN least(share / propensity, CAST(:clip AS DOUBLE)) ELSE 0 END, 0) AS BIGINT) AS weight
  FROM firsts
  JOIN contexts
    ON its_merchant = merchant_id AND its_mode = entry_mode AND its_policy = route_policy
  WHERE processor IN (CAST(:from AS VARCHAR), CAST(:to AS VARCHAR))
)
SELECT
  processor,
  is_movable,
  by_1, by_2, by_3, by_4, by_5,
  count(*) AS counted,
  count(*) FILTER (WHERE is_approved) AS approved,
  count(propensity) AS logged,
  count(*) FILTER (WHERE weight > 0) AS explored,
  count(*) FILTER (WHERE full_weight > CAST(:clip AS DOUBLE)) AS clipped,
  CAST(sum(weight) AS BIGINT) AS weight,
  CAST(sum(weight * weight) AS BIGINT) AS weight_squared,
  CAST(coalesce(sum(weight) FILTER (WHERE is_approved), 0) AS BIGINT) AS weight_approved,
  CAST(floor(coalesce(sum(weight * fee_usd), 0) + 0.5) AS BIGINT) AS weighted_fees,
  CAST(floor(coalesce(sum(weight * amount_usd), 0) + 0.5) AS BIGINT) AS weighted_usd,
  count(fee_usd) AS fees_known,
  CAST(floor(coalesce(sum(fee_usd), 0) * 100 + 0.5) AS BIGINT) AS fees_usd_cents,
  count(DISTINCT currency) AS currencies,
  max(currency) AS currency,
  CAST(coalesce(sum(amount_minor), 0) AS BIGINT) AS amount_minor,
  CAST(coalesce(sum(amount_minor) FILTER (WHERE is_approved), 0) AS BIGINT) AS approved_minor,
  CAST(floor(coalesce(sum(amount_usd), 0) * 100 + 0.5) AS BIGINT) AS amount_usd_cents,
  CAST(floor(coalesce(sum(amount_usd) FILTER (WHERE is_approved), 0) * 100 + 0.5) AS BIGINT) AS approved_usd_cents,
  count(*) FILTER (WHERE amount_usd IS NULL) AS without_usd
FROM weighed
GROUP BY processor, is_movable, by_1, by_2, by_3, by_4, by_5
ORDER BY ALL
