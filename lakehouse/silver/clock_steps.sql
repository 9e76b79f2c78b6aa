-- One row = one moment at which a group has attempts. A pause of more than 30 days of `clock` begins a new stretch, and with it a
-- payment. `next_clock` is the first moment too late for a payment that begins at this one; it is looked for only in
-- stretches longer than 30 days.
CREATE OR REPLACE TEMP TABLE clock_steps AS
WITH moments AS (
  SELECT group_id, clock, lag(clock) OVER (PARTITION BY group_id ORDER BY clock) AS previous_clock
  FROM (SELECT DISTINCT group_id, clock FROM group_members) AS distinct_moments
),
stretches AS (
  SELECT
    group_id,
    clock,
    sum(CASE WHEN clock - previous_clock <= 2592000000000 THEN 0 ELSE 1 END) OVER (PARTITION BY group_id ORDER BY clock) AS stretch
  FROM moments
),
lengths AS (
  SELECT group_id, stretch, min(clock) AS first_clock, max(clock) - min(clock) > 2592000000000 AS is_long
  FROM stretches
  GROUP BY group_id, stretch
)
SELECT group_id, stretch, first_clock AS clock, CAST(NULL AS BIGINT) AS next_clock, true AS is_first
FROM lengths
WHERE NOT is_long
UNION ALL
SELECT
  stretches.group_id,
  stretches.stretch,
  stretches.clock,
  first_value(stretches.clock) OVER (
    PARTITION BY stretches.group_id, stretches.stretch
    ORDER BY stretches.clock
    RANGE BETWEEN 2592000000001 FOLLOWING AND UNBOUNDED FOLLOWING
  ) AS next_clock,
  stretches.clock = lengths.first_clock AS is_first
FROM stretches
JOIN lengths ON lengths.group_id = stretches.group_id AND lengths.stretch = stretches.stretch
WHERE lengths.is_long;
