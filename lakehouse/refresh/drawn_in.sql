-- One row = one attempt whose row in silver may change though nothing new is said of it: it shares a payment with a touched one,
-- before or after. A payment that was given an id is counted from the first of its group, so its whole group is drawn in;
-- an inferred one ends at a pause of more than 30 days of `clock` (as in clock_steps), so nothing beyond such a pause is.
CREATE OR REPLACE TEMP TABLE drawn_in AS
WITH touched_groups AS (
  SELECT group_key FROM old_places WHERE group_key IS NOT NULL
  UNION
  SELECT group_key FROM new_places WHERE group_key IS NOT NULL
),
moments AS (
  SELECT places.attempt_key, places.event_timestamp, places.group_key, places.is_given, places.clock
  FROM refresh_places AS places
  SEMI JOIN touched_groups ON touched_groups.group_key = places.group_key
  UNION ALL
  SELECT attempt_key, event_timestamp, group_key, is_given, clock FROM new_places WHERE group_key IS NOT NULL
),
paused AS (
  SELECT
    *,
    is_given OR clock - lag(clock) OVER (PARTITION BY group_key ORDER BY clock) <= 2592000000000 AS goes_on
  FROM moments
),
stretches AS (
  SELECT *, sum(CASE WHEN goes_on THEN 0 ELSE 1 END) OVER (PARTITION BY group_key ORDER BY clock) AS stretch
  FROM paused
),
touched_stretches AS (
  SELECT DISTINCT group_key, stretch
  FROM stretches
  SEMI JOIN touched_attempts ON touched_attempts.attempt_key = stretches.attempt_key
)
SELECT stretches.attempt_key, stretches.event_timestamp
FROM stretches
SEMI JOIN touched_stretches
  ON touched_stretches.group_key = stretches.group_key AND touched_stretches.stretch = stretches.stretch
ANTI JOIN touched_attempts ON touched_attempts.attempt_key = stretches.attempt_key;
