-- One row = original decline reason, place in the payment, whole days waited, and what came in meanwhile: retries, those approved.
-- A payday counts from seven in the morning (UTC): day 0 of a week is a Friday, halves of a month begin on the 1st and the 15th.
WITH retries AS (
  SELECT
    original_decline_reason AS reason,
    least(attempt_no - 1, 3) AS declines,
    least(CAST(floor(seconds_since_previous / 86400) AS BIGINT), 7) AS days,
    event_timestamp - INTERVAL 7 HOURS AS shifted,
    event_timestamp - INTERVAL 7 HOURS - seconds_since_previous * INTERVAL 1 SECOND AS shifted_before,
    is_approved,
    CAST(amount_usd AS DOUBLE) AS amount_usd
  FROM v_attempt_facts
  WHERE is_counted AND NOT is_first_attempt AND original_decline_reason IS NOT NULL
    AND seconds_since_previous >= 1800 AND {{population}}
),
placed AS (
  SELECT
    reason,
    declines,
    days,
    2 * (12 * year(shifted) + month(shifted)) + CASE WHEN day(shifted) >= 15 THEN 1 ELSE 0 END
      > 2 * (12 * year(shifted_before) + month(shifted_before)) + CASE WHEN day(shifted_before) >= 15 THEN 1 ELSE 0 END
      AS saw_month,
    floor((floor(unix_seconds(shifted) / 86400) - 1) / 7) > floor((floor(unix_seconds(shifted_before) / 86400) - 1) / 7)
      AS saw_friday,
    is_approved,
    amount_usd
  FROM retries
)
SELECT
  reason,
  declines,
  days,
  CASE WHEN saw_month THEN 'month' WHEN saw_friday THEN 'friday' ELSE 'none' END AS payday,
  count(*) AS retries,
  count(*) FILTER (WHERE is_approved) AS approved,
  CAST(floor(coalesce(sum(amount_usd), 0) * 100 + 0.5) AS BIGINT) AS amount_usd_cents
FROM placed
GROUP BY ALL
ORDER BY ALL
