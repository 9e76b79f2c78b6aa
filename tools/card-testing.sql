-- One row = one hour, merchant and BIN with many attempts: how small, how often declined, over how many cards.
WITH hourly AS (
  SELECT
    event_hour_start AS hour,
    merchant_id,
    coalesce(card_bin, '(not given)') AS card_bin,
    count(*) AS attempts,
    count(*) FILTER (WHERE NOT is_approved) AS declined,
    count(*) FILTER (WHERE amount_minor = 0 OR amount_usd < 5) AS small,
    count(DISTINCT card_token) AS cards
  FROM v_attempt_facts
  WHERE NOT is_suspected_duplicate AND {{population}}
  GROUP BY event_hour_start, merchant_id, coalesce(card_bin, '(not given)')
),
known AS (
  SELECT
    *,
    CAST(sum(attempts) OVER (PARTITION BY merchant_id, card_bin) - attempts AS BIGINT) AS other_hours
  FROM hourly
)
SELECT hour, merchant_id, card_bin, attempts, declined, small, cards, other_hours
FROM known
WHERE attempts >= CAST(:minimum AS INT)
ORDER BY attempts DESC, hour, merchant_id, card_bin
