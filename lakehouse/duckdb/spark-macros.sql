-- Functions that Spark and Databricks have and DuckDB lacks or means differently, so that one SQL text serves both.
-- trunc() is never shadowed: DuckDB parses INTERVAL literals through it.

CREATE OR REPLACE MACRO try_divide(a, b) AS CASE WHEN b = 0 THEN NULL ELSE CAST(a AS DOUBLE) / CAST(b AS DOUBLE) END;
CREATE OR REPLACE MACRO pmod(a, b) AS ((a % b) + b) % b;
CREATE OR REPLACE MACRO log(x) AS ln(x), (b, x) AS ln(x) / ln(b);
CREATE OR REPLACE MACRO nvl(a, b) AS coalesce(a, b);
CREATE OR REPLACE MACRO equal_null(a, b) AS a IS NOT DISTINCT FROM b;

CREATE OR REPLACE MACRO date_add(d, n) AS CAST(CAST(d AS DATE) + CAST(n AS INTEGER) AS DATE);
CREATE OR REPLACE MACRO date_sub(d, n) AS CAST(CAST(d AS DATE) - CAST(n AS INTEGER) AS DATE);
CREATE OR REPLACE MACRO datediff(e, s) AS CAST(date_diff('day', CAST(s AS DATE), CAST(e AS DATE)) AS INTEGER);
CREATE OR REPLACE MACRO weekday(d) AS CAST(isodow(d) - 1 AS INTEGER);
CREATE OR REPLACE MACRO dayofweek(d) AS CAST(system.main.dayofweek(d) + 1 AS INTEGER);
CREATE OR REPLACE MACRO dayname(d) AS strftime(CAST(d AS TIMESTAMP), '%a');
CREATE OR REPLACE MACRO unix_seconds(t) AS CAST(floor(epoch_us(t) / 1000000) AS BIGINT);
CREATE OR REPLACE MACRO unix_millis(t) AS CAST(epoch_ms(t) AS BIGINT);
CREATE OR REPLACE MACRO unix_micros(t) AS CAST(epoch_us(t) AS BIGINT);
CREATE OR REPLACE MACRO unix_date(d) AS CAST(CAST(d AS DATE) - DATE '1970-01-01' AS INTEGER);
CREATE OR REPLACE MACRO date_format(t, f) AS CASE f
  WHEN 'yyyy-MM-dd'       THEN strftime(CAST(t AS TIMESTAMP), '%Y-%m-%d')
  WHEN 'yyyy-MM'          THEN strftime(CAST(t AS TIMESTAMP), '%Y-%m')
  WHEN 'yyyy-MM-dd HH:mm' THEN strftime(CAST(t AS TIMESTAMP), '%Y-%m-%d %H:%M')
  WHEN 'HH'               THEN strftime(CAST(t AS TIMESTAMP), '%H')
  ELSE error('date_format: pattern not in the list of spark-macros.sql: ' || f) END;

CREATE OR REPLACE MACRO regexp_replace(s, p, r) AS system.main.regexp_replace(s, p, r, 'g');
CREATE OR REPLACE MACRO regexp_extract(s, p) AS system.main.regexp_extract(s, p, 1), (s, p, i) AS system.main.regexp_extract(s, p, i);
CREATE OR REPLACE MACRO sha2(s, bits) AS CASE bits WHEN 256 THEN sha256(s) ELSE error('sha2: only 256 bits') END;

CREATE OR REPLACE MACRO size(a) AS CAST(len(a) AS INTEGER);
CREATE OR REPLACE MACRO get(a, i) AS list_extract(a, i + 1);
CREATE OR REPLACE MACRO percentile(x, p) AS quantile_cont(x, p);
CREATE OR REPLACE MACRO collect_set(x) AS coalesce(list(DISTINCT x) FILTER (WHERE x IS NOT NULL), []);

-- Unique within a statement and nothing more: the numbers themselves differ between the engines.
CREATE OR REPLACE MACRO monotonically_increasing_id() AS row_number() OVER ();

CREATE OR REPLACE MACRO json_object_keys(j) AS json_keys(j);
CREATE OR REPLACE MACRO explode(a) AS unnest(a);
