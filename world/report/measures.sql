-- One row = one measure of realism: a numerator over a denominator, over all counted attempts of the world.
-- Declines are those of first attempts without the card, so that retries do not weigh. Fraud is counted for attempts so old
-- that their disputes have come in: 90 days before the as-of.
WITH facts AS (
  SELECT
    *,
    entry_mode IN ('ecom', 'manual', 'recurring') AS is_remote,
    event_timestamp < (SELECT as_of FROM v_as_of) - INTERVAL '90' DAY AS is_ripe
  FROM v_attempt_facts
),
remote_first AS (SELECT * FROM facts WHERE is_first_attempt AND is_remote),
remote_declines AS (SELECT * FROM remote_first WHERE NOT is_approved),
authenticated AS (SELECT * FROM facts WHERE three_ds_result <> 'not_requested' AND amount_minor > 0),
recurring_soft AS (
  SELECT * FROM v_payment_facts
  WHERE is_recurring = 'true' AND NOT first_is_approved AND decline_class = 'soft'
    AND event_timestamp < (SELECT as_of FROM v_as_of) - INTERVAL '30' DAY
)
SELECT 'remote_approval' AS id, count(*) FILTER (WHERE is_approved) AS numerator, count(*) AS denominator FROM remote_first
UNION ALL
SELECT 'present_approval', count(*) FILTER (WHERE is_approved), count(*) FROM facts WHERE is_first_attempt AND NOT is_remote
UNION ALL
SELECT 'domestic_approval', count(*) FILTER (WHERE is_approved), count(*) FROM remote_first WHERE is_cross_border = 'false'
UNION ALL
SELECT 'cross_border_approval', count(*) FILTER (WHERE is_approved), count(*) FROM remote_first WHERE is_cross_border = 'true'
UNION ALL
SELECT 'token_approval', count(*) FILTER (WHERE is_approved), count(*) FROM remote_first WHERE entry_mode = 'ecom' AND payment_solution = 'network_token'
UNION ALL
SELECT 'plain_card_approval', count(*) FILTER (WHERE is_approved), count(*) FROM remote_first WHERE entry_mode = 'ecom' AND payment_solution = 'standard'
UNION ALL
SELECT 'do_not_honour_share', count(*) FILTER (WHERE decline_code_raw = '05'), count(*) FROM remote_declines
UNION ALL
SELECT 'funds_share', count(*) FILTER (WHERE decline_code_raw = '51'), count(*) FROM remote_declines
UNION ALL
SELECT 'card_data_share', count(*) FILTER (WHERE decline_code_raw IN ('54', '14')), count(*) FROM remote_declines
UNION ALL
SELECT 'fraud_share', count(*) FILTER (WHERE decline_code_raw IN ('59', '04', '41', '43')), count(*) FROM remote_declines
UNION ALL
SELECT 'technical_share', count(*) FILTER (WHERE decline_code_raw IN ('06', '19', '28', '68', '91', '92', '96')), count(*) FROM remote_declines
UNION ALL
SELECT 'recurring_recovery', count(*) FILTER (WHERE is_recovered), count(*) FROM recurring_soft
UNION ALL
SELECT 'frictionless_share', count(*) FILTER (WHERE three_ds_result = 'frictionless'), count(*) FROM authenticated
UNION ALL
SELECT 'challenge_abandoned_share', count(*) FILTER (WHERE three_ds_result = 'abandoned'), count(*) FROM authenticated WHERE three_ds_result IN ('challenged', 'abandoned', 'failed')
UNION ALL
SELECT 'fraud_disputes', count(*) FILTER (WHERE is_fraud_disputed), count(*) FROM facts WHERE is_remote AND is_approved AND is_ripe
UNION ALL
SELECT 'disputes', count(*) FILTER (WHERE is_disputed), count(*) FROM facts WHERE is_remote AND is_approved AND is_ripe
UNION ALL
SELECT 'cost_of_volume', sum(fee_usd), sum(amount_usd) FILTER (WHERE is_approved) FROM facts
UNION ALL
SELECT 'cost_of_approval', sum(fee_usd), count(*) FILTER (WHERE is_approved) FROM facts
