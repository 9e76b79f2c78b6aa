-- One row = one attempt, as the only version of it says or as its versions were merged.
-- `declined_in` is the vocabulary of its decline, null where nobody declined it. `credential` names the card: its token, or else
-- the customer together with the digits known of the card; digits alone are shared by too many cards.
CREATE OR REPLACE TEMP VIEW merged_attempts AS
WITH merged AS (
  SELECT source, transaction_id, {{columns}}
  FROM payments_raw_bronze AS bronze
  ANTI JOIN merged_versions AS versions
    ON versions.source = bronze.source AND versions.transaction_id = bronze.transaction_id
  WHERE bronze._kind = 'attempt'
  UNION ALL
  SELECT source, transaction_id, {{columns}}
  FROM merged_versions
)
SELECT
  merged.*,
  CASE WHEN NOT is_approved AND coalesce(stage, 'issuer') <> 'cancelled' THEN _source END AS declined_in,
  coalesce(
    'token ' || card_token,
    CASE
      WHEN card_bin IS NOT NULL OR card_last4 IS NOT NULL
        THEN 'card ' || cardholder_id || ' ' || coalesce(card_bin, '') || ' ' || coalesce(card_last4, '')
    END
  ) AS credential
FROM merged;
