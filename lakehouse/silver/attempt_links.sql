-- One row = one attempt of a group and its place in its payment (group_id, ordinal).
-- `rank` puts the attempts that a payment is judged by first: `standing` 0 counts in approval rates, 1 was stopped before the
-- issuer, 2 is an account check, 3 a suspected duplicate; by time within each. A payment made of nothing but account
-- checks is judged by those.
CREATE OR REPLACE TEMP TABLE attempt_links AS
WITH placed AS (
  SELECT
    members.*,
    max(starts.ordinal) OVER (PARTITION BY members.group_id ORDER BY members.clock) AS ordinal
  FROM group_members AS members
  LEFT JOIN payment_starts AS starts
    ON starts.group_id = members.group_id AND starts.clock = members.clock
),
checked AS (
  SELECT
    *,
    credential IS NOT NULL AND row_number() OVER (
      PARTITION BY group_id, ordinal, event_timestamp, amount, currency, credential
      ORDER BY attempt_no ASC NULLS LAST, transaction_id ASC, source ASC
    ) > 1 AS is_suspected_duplicate
  FROM placed
),
standings AS (
  SELECT
    *,
    CASE
      WHEN is_suspected_duplicate THEN 3
      WHEN amount = 0 THEN 2
      WHEN stage <> 'issuer' THEN 1
      ELSE 0
    END AS standing
  FROM checked
)
SELECT
  group_id,
  ordinal,
  basis,
  source,
  transaction_id,
  event_timestamp,
  is_approved,
  processor,
  decline_reason,
  is_suspected_duplicate,
  standing,
  row_number() OVER among_kept AS position,
  lag(transaction_id) OVER among_kept AS previous_in_time,
  row_number() OVER by_standing AS rank,
  first_value(standing) OVER by_standing AS best_standing,
  lag(event_timestamp) OVER by_standing AS previous_timestamp,
  max(CASE WHEN is_approved AND standing = 0 THEN 1 ELSE 0 END) OVER before_it AS was_approved
FROM standings
WINDOW
  among_kept AS (
    PARTITION BY group_id, ordinal, is_suspected_duplicate
    ORDER BY event_timestamp ASC, attempt_no ASC NULLS LAST, transaction_id ASC, source ASC
  ),
  by_standing AS (
    PARTITION BY group_id, ordinal
    ORDER BY standing ASC, event_timestamp ASC, attempt_no ASC NULLS LAST, transaction_id ASC, source ASC
  ),
  before_it AS (
    PARTITION BY group_id, ordinal
    ORDER BY standing ASC, event_timestamp ASC, attempt_no ASC NULLS LAST, transaction_id ASC, source ASC
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
  );
