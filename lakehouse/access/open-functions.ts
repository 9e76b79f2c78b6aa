import { readFileSync } from "node:fs";

/**
 * Every function that a caller's statement may call: they compute from their arguments and nothing else. What is not
 * listed is refused, above all what tells about the machine, the engine or other statements: `current_setting`, `version`,
 * `stats` (which knows the smallest and largest value of rows that the caller cannot see), `nextval`, `getvariable`.
 */
const listed = `
  + - * / // % ** ^ & | ~ << >> || @ ! ~~ !~~ ~~* !~~* ~~~ ^@ && <@ @> -> ->> !__postfix
  like_escape not_like_escape ilike_escape not_ilike_escape

  count count_star count_if countif sum avg mean min max any_value arbitrary first last mode median product favg fsum
  arg_max arg_min argmax argmin max_by min_by approx_count_distinct approx_quantile approx_top_k quantile quantile_cont
  quantile_disc reservoir_quantile percentile_cont percentile_disc stddev stddev_pop stddev_samp variance var_pop var_samp
  sem skewness kurtosis mad entropy corr covar_pop covar_samp regr_avgx regr_avgy regr_count regr_intercept regr_r2
  regr_slope regr_sxx regr_sxy regr_syy bool_and bool_or bit_and bit_or bit_xor string_agg group_concat listagg array_agg
  list histogram geomean geometric_mean weighted_avg wavg

  row_number rank dense_rank rank_dense percent_rank cume_dist ntile lag lead first_value last_value nth_value fill

  abs ceil ceiling floor round round_even trunc sign sqrt cbrt exp ln log log2 log10 pow power mod fmod fdiv gcd lcm
  greatest least even factorial gamma lgamma pi sin cos tan asin acos atan atan2 sinh cosh tanh degrees radians
  isnan isinf isfinite signbit add subtract multiply divide bit_count xor

  lower upper lcase ucase trim ltrim rtrim lpad rpad left right substr substring length len strlen char_length
  character_length bit_length octet_length concat concat_ws replace translate reverse repeat starts_with ends_with prefix
  suffix contains instr strpos position ascii chr unicode ord split str_split string_split split_part string_to_array
  regexp_matches regexp_full_match regexp_replace regexp_extract regexp_extract_all regexp_split_to_array
  string_split_regex str_split_regex strip_accents nfc_normalize format printf levenshtein editdist3 hamming jaccard
  jaro_similarity jaro_winkler_similarity damerau_levenshtein md5 sha1 sha256 hash hex unhex to_hex from_hex
  base64 to_base64 from_base64 format_bytes bar

  date_trunc datetrunc date_part datepart date_diff datediff date_sub datesub date_add age last_day days_in_month
  time_bucket strftime strptime try_strptime make_date make_time make_timestamp timezone to_timestamp epoch epoch_ms
  epoch_us epoch_ns year quarter month week day hour minute second millisecond microsecond dayofweek dayofmonth dayofyear
  isodow isoyear weekday weekofyear yearweek monthname dayname decade century julian
  to_years to_quarters to_months to_weeks to_days to_hours to_minutes to_seconds to_milliseconds to_microseconds

  coalesce nullif ifnull constant_or_null typeof error equi_width_bins
  row struct_pack struct_extract struct_extract_at struct_concat struct_keys struct_values struct_contains map map_extract
  map_extract_value map_keys map_values map_entries map_from_entries map_contains map_concat element_at cardinality
  unnest range generate_series list_value list_pack array_value array_extract list_extract list_element array_slice
  list_slice list_contains list_has list_has_any list_has_all list_position list_indexof list_transform list_apply
  list_filter list_reduce list_sort list_reverse_sort list_reverse list_distinct list_unique list_concat list_cat
  list_append list_prepend list_zip list_where list_select list_resize list_intersect list_aggregate list_aggr flatten
  list_sum list_avg list_min list_max list_count list_median list_mode list_first list_last list_any_value list_string_agg
  list_bool_and list_bool_or array_length array_contains array_has array_position array_sort array_distinct
  array_transform array_filter array_concat array_to_string array_append array_prepend array_aggregate apply filter

  json json_array json_object json_array_length json_contains json_exists json_extract json_extract_path
  json_extract_path_text json_extract_string json_keys json_type json_valid json_value from_json to_json json_transform
  array_to_json row_to_json json_group_array json_group_object
`;

/** The functions of Spark that the lakehouse adds. */
const added = [
  ...readFileSync(new URL("../duckdb/spark-macros.sql", import.meta.url), "utf8").matchAll(
    /^CREATE OR REPLACE MACRO (\w+)/gm,
  ),
].map(([, name = ""]) => name);

const open = new Set([...listed.trim().split(/\s+/), ...added]);
const openTableFunctions = new Set(["range", "generate_series", "unnest"]);

/** Whether a caller may call a function by this name, in lower case. */
export const isOpenFunction = (name: string): boolean => open.has(name);

/** Whether a caller may read rows from a function by this name, in lower case. */
export const isOpenTableFunction = (name: string): boolean => openTableFunctions.has(name);
