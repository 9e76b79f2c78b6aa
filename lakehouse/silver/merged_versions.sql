-- One row = one attempt that was loaded in more than one version, its versions merged: of each column the newest known value, so that
-- a version without a value never erases one.
CREATE OR REPLACE TEMP TABLE merged_versions AS
WITH repeated AS (
  SELECT source, transaction_id
  FROM payments_raw_bronze
  WHERE _kind = 'attempt'
  GROUP BY source, transaction_id
  HAVING count(*) > 1
),
versions AS (
  SELECT
    bronze.*,
    row_number() OVER (
      PARTITION BY bronze.source, bronze.transaction_id
      ORDER BY bronze.updated_at ASC NULLS FIRST, bronze._batch ASC, bronze._line ASC
    ) AS version
  FROM payments_raw_bronze AS bronze
  SEMI JOIN repeated
    ON repeated.source = bronze.source AND repeated.transaction_id = bronze.transaction_id
  WHERE bronze._kind = 'attempt'
)
SELECT
  source,
  transaction_id,
  {{newest_known}}
FROM versions
GROUP BY source, transaction_id;
