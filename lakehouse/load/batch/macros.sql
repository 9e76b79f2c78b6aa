-- How text of exports is read. Loaded once for each connection that loads.
CREATE OR REPLACE TEMP MACRO clock_pattern() AS
  '^(.*?\d(?:[:.]\d{2}){1,2}(?:[.,]\d+)?(?:\s?[AaPp]\.?[Mm]\b\.?)?)\s*(Z|z|[+-]\d{2}(?::?\d{2})?|\(?[A-Za-z]{2,5}\)?|[A-Za-z_]+/[A-Za-z_/+\-0-9]+)?$';

-- `2026-10-01 10:11:12` is by far the most frequent spelling and needs no pattern.
CREATE OR REPLACE TEMP MACRO is_plain_time(t) AS length(t) = 19 AND substr(t, 5, 1) = '-';

-- The date and time of an instant without its zone.
CREATE OR REPLACE TEMP MACRO clock_part(t) AS
  CASE WHEN is_plain_time(t) THEN t ELSE coalesce(nullif(regexp_extract(t, clock_pattern(), 1), ''), t) END;

-- The zone written behind the time: `Z`, `+02:00`, `CEST`, `Europe/Zurich`; null where none is.
CREATE OR REPLACE TEMP MACRO zone_part(t) AS
  CASE WHEN is_plain_time(t) THEN NULL ELSE nullif(trim(regexp_extract(t, clock_pattern(), 2), '()'), '') END;

-- Local time as written. A date alone is no instant: null.
CREATE OR REPLACE TEMP MACRO local_time(t, day_first) AS
  CASE
    WHEN is_plain_time(t) THEN TRY_CAST(t AS TIMESTAMP)
    WHEN regexp_full_match(t, '\d{4}-\d{1,2}-\d{1,2}[T ].+') THEN TRY_CAST(replace(t, ',', '.') AS TIMESTAMP)
    WHEN regexp_full_match(t, '\d{9,10}') THEN make_timestamp(CAST(t AS BIGINT) * 1000000)
    WHEN regexp_full_match(t, '\d{12,13}') THEN make_timestamp(CAST(t AS BIGINT) * 1000)
    WHEN regexp_full_match(t, '\d{1,2}/\d{1,2}/\d{4}.*') THEN
      CASE
        WHEN day_first THEN try_strptime(t, ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%d/%m/%Y %I:%M:%S %p', '%d/%m/%Y %I:%M %p'])
        ELSE try_strptime(t, ['%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M', '%m/%d/%Y %I:%M:%S %p', '%m/%d/%Y %I:%M %p'])
      END
    ELSE try_strptime(t, [
      '%Y/%m/%d %H:%M:%S', '%Y/%m/%d %H:%M', '%d.%m.%Y %H:%M:%S', '%d.%m.%Y %H:%M', '%Y%m%dT%H%M%S', '%Y%m%d %H:%M:%S',
      '%d %b %Y %H:%M:%S', '%d %b %Y %H:%M', '%d-%b-%Y %H:%M:%S', '%b %d, %Y %H:%M:%S', '%b %d, %Y %H:%M',
      '%b %d, %Y %I:%M %p', '%b %d, %Y %I:%M:%S %p', '%B %d, %Y %H:%M:%S', '%d %B %Y %H:%M:%S'])
  END;

-- Dates like 01/02/2026, whose order only the rest of the file can tell.
CREATE OR REPLACE TEMP MACRO is_slash_date(t) AS regexp_matches(t, '^\d{1,2}/\d{1,2}/\d{4}');

-- Seconds east of UTC of a numeric offset or of UTC itself; null for anything else.
CREATE OR REPLACE TEMP MACRO offset_seconds(z) AS
  CASE
    WHEN z IS NULL OR upper(z) IN ('Z', 'UTC', 'GMT') THEN 0
    WHEN regexp_full_match(z, '[+-]\d{2}(:?\d{2})?') THEN
      (CASE WHEN z[1] = '-' THEN -60 ELSE 60 END)
      * (CAST(substr(z, 2, 2) AS INTEGER) * 60 + coalesce(TRY_CAST(right(replace(z, ':', ''), length(replace(z, ':', '')) - 3) AS INTEGER), 0))
  END;

-- An instant that carries its offset, or is UTC: fields other than the event's own time. A date alone is its midnight.
CREATE OR REPLACE TEMP MACRO instant(t, day_first) AS
  coalesce(local_time(clock_part(t), day_first), TRY_CAST(CASE WHEN length(t) = 10 THEN t END AS TIMESTAMP),
           try_strptime(CASE WHEN length(t) = 10 THEN t END, ['%m/%d/%Y']))
  - to_seconds(offset_seconds(zone_part(t)));

-- An amount in major units as people and programs write it: 1234.5, 1,234.50, 1.234,50, 1 234,50. Null when it is none,
-- or has more than the four decimals that any currency has. Patterns decide, because a cast would round.
CREATE OR REPLACE TEMP MACRO bare_amount(t) AS regexp_replace(t, '[\s''’$€£\x{00A0}\x{202F}\x{2009}]', '');
CREATE OR REPLACE TEMP MACRO read_amount(t) AS
  CASE
    WHEN regexp_full_match(t, '\d{1,14}(\.\d{1,4}0*)?') THEN TRY_CAST(t AS DECIMAL(18, 4))
    WHEN regexp_full_match(bare_amount(t), '\d{1,14}(\.\d{1,4}0*)?') THEN TRY_CAST(bare_amount(t) AS DECIMAL(18, 4))
    WHEN regexp_full_match(bare_amount(t), '\d{1,3}(,\d{3})+(\.\d{1,4}0*)?') THEN TRY_CAST(replace(bare_amount(t), ',', '') AS DECIMAL(18, 4))
    WHEN regexp_full_match(bare_amount(t), '\d{1,3}(\.\d{3})+,\d{1,4}0*|\d{1,3}(\.\d{3}){2,}') THEN TRY_CAST(replace(replace(bare_amount(t), '.', ''), ',', '.') AS DECIMAL(18, 4))
    WHEN regexp_full_match(bare_amount(t), '\d{1,14},\d{1,2}') THEN TRY_CAST(replace(bare_amount(t), ',', '.') AS DECIMAL(18, 4))
    WHEN regexp_full_match(t, '\d+(\.\d+)?[eE][+-]?\d{1,2}') THEN TRY_CAST(TRY_CAST(t AS DOUBLE) AS DECIMAL(18, 4))
  END;

-- Whether an amount is whole in a currency that has so many minor units in one unit (USD 100, JPY 1).
CREATE OR REPLACE TEMP MACRO is_whole_minor(amount, minor_units) AS
  amount % CAST(CASE minor_units WHEN 100 THEN 0.01 WHEN 1 THEN 1 WHEN 1000 THEN 0.001 ELSE 0.0001 END AS DECIMAL(18, 4)) = 0;
