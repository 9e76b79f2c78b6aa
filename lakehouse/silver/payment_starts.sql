-- One row = one moment at which a payment of a group begins: the first of each stretch, and from there the first moment too late
-- for the payment before. `ordinal` numbers the payments of a group.
CREATE OR REPLACE TEMP TABLE payment_starts AS
WITH RECURSIVE walk AS (
  SELECT group_id, stretch, clock, next_clock FROM clock_steps WHERE is_first
  UNION ALL
  SELECT steps.group_id, steps.stretch, steps.clock, steps.next_clock
  FROM clock_steps AS steps
  JOIN walk ON walk.group_id = steps.group_id AND walk.stretch = steps.stretch AND walk.next_clock = steps.clock
)
SELECT group_id, clock, row_number() OVER (PARTITION BY group_id ORDER BY clock) AS ordinal
FROM walk;
