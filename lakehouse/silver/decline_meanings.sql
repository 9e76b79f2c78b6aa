-- One row = one way in which a loaded attempt says why it was declined (vocabulary, reason given, raw code, hint), and what it
-- means: the reason given, else the first that maps of the raw code, the network's response code it starts with
-- (`51 : Insufficient funds`), and the hint in the same two ways; else OTHER.
CREATE OR REPLACE TEMP TABLE decline_meanings AS
WITH wordings AS (
  SELECT DISTINCT declined_in AS vocabulary, decline_reason AS given_reason, decline_code_raw AS raw, _decline_hint AS hint
  FROM merged_attempts
  WHERE declined_in IS NOT NULL
),
spellings AS (
  SELECT vocabulary, given_reason, raw, hint, 1 AS preference, raw AS spelling FROM wordings WHERE raw IS NOT NULL
  UNION ALL
  SELECT vocabulary, given_reason, raw, hint, 4 AS preference, hint AS spelling FROM wordings WHERE hint IS NOT NULL
),
codes AS (
  SELECT
    vocabulary, given_reason, raw, hint, preference,
    vocabulary AS code_vocabulary,
    lower(regexp_replace(spelling, '[^A-Za-z0-9]', '')) AS code
  FROM spellings
  UNION ALL
  SELECT
    vocabulary, given_reason, raw, hint, preference + 1,
    'braintree_gateway',
    lower(regexp_replace(spelling, '[^A-Za-z0-9]', ''))
  FROM spellings
  WHERE vocabulary = 'braintree'
  UNION ALL
  SELECT
    vocabulary, given_reason, raw, hint, preference + 2,
    'iso',
    lower(regexp_extract(spelling, '^ *([0-9A-Za-z]{2}) *([:-].*)?$', 1))
  FROM spellings
),
mapped AS (
  SELECT
    codes.vocabulary,
    codes.given_reason,
    codes.raw,
    codes.hint,
    min_by(dim.reason, codes.preference) AS reason,
    nullif(min_by(coalesce(dim.network_category, 0), codes.preference), 0) AS network_category
  FROM codes
  JOIN decline_codes_dim AS dim ON dim.vocabulary = codes.code_vocabulary AND dim.raw_code = codes.code
  GROUP BY codes.vocabulary, codes.given_reason, codes.raw, codes.hint
)
SELECT
  wordings.*,
  coalesce(wordings.given_reason, mapped.reason, 'OTHER') AS decline_reason,
  mapped.network_category
FROM wordings
LEFT JOIN mapped
  ON mapped.vocabulary = wordings.vocabulary
  AND mapped.given_reason IS NOT DISTINCT FROM wordings.given_reason
  AND mapped.raw IS NOT DISTINCT FROM wordings.raw
  AND mapped.hint IS NOT DISTINCT FROM wordings.hint;
