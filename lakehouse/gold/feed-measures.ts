const kept = "NOT is_suspected_duplicate AND amount_minor > 0";
const lagFrom = (from: string, to: string | null) =>
  [`ingested_at >= event_timestamp${from}`, to && `ingested_at < event_timestamp + INTERVAL ${to}`]
    .filter((part) => part !== null)
    .join(" AND ");

/** Columns of `v_attempt_facts` whose completeness is watched: the field of the event format and its count. */
export const watchedFields = {
  card_token: "with_card_token",
  card_bin: "with_card_bin",
  issuer_country: "with_issuer_country",
  merchant_segment: "with_merchant_segment",
  processor: "with_processor",
  payment_solution: "with_payment_solution",
  three_ds_result: "with_three_ds_result",
  fraud_score: "with_fraud_score",
  processing_time_ms: "with_processing_time",
  fee_usd: "with_fee_usd",
} as const;

/** How long after the event an attempt was first loaded; before it where clocks disagree. */
export const lagBuckets = {
  lag_before_event: "ingested_at < event_timestamp",
  lag_under_1_minute: lagFrom("", "1 MINUTE"),
  lag_under_1_hour: lagFrom(" + INTERVAL 1 MINUTE", "1 HOUR"),
  lag_under_1_day: lagFrom(" + INTERVAL 1 HOUR", "1 DAY"),
  lag_under_7_days: lagFrom(" + INTERVAL 1 DAY", "7 DAYS"),
  lag_7_days_or_more: lagFrom(" + INTERVAL 7 DAYS", null),
} as const;

/** What is counted of a feed: what arrived, what of it counts in no rate and why, which columns are filled, how late. */
const conditions: Readonly<Record<string, string>> = {
  counted_attempts: "is_counted",
  approved_attempts: "is_counted AND is_approved",
  suspected_duplicates: "is_suspected_duplicate",
  account_checks: "NOT is_suspected_duplicate AND amount_minor = 0",
  blocked_attempts: `${kept} AND stage = 'blocked'`,
  failed_authentications: `${kept} AND stage = 'authentication'`,
  cancelled_attempts: `${kept} AND stage = 'cancelled'`,
  without_usd: "amount_usd IS NULL",
  unmapped_declines: "decline_reason = 'OTHER'",
  explained_declines: "decline_reason IS NOT NULL",
  linked_by_given_id: "link_basis = 'given'",
  linked_by_inference: "link_basis = 'inferred'",
  not_linked: "link_basis = 'none'",
  ...Object.fromEntries(
    Object.entries(watchedFields).map(([field, name]) => [name, `${field} IS NOT NULL`]),
  ),
  ...lagBuckets,
};
const names = ["attempts", ...Object.keys(conditions)];

const cases = (subject: string, columns: Readonly<Record<string, string>>) =>
  `CASE ${subject} ${Object.entries(columns)
    .map(([value, column]) => `WHEN '${value}' THEN ${column}`)
    .join(" ")} END`;
const valuesOf = (columns: object) =>
  `VALUES ${Object.keys(columns)
    .map((name) => `('${name}')`)
    .join(", ")}`;
const lagColumns = Object.fromEntries(Object.keys(lagBuckets).map((name) => [name, name]));

/** Lists of columns that gold files name in braces, so that a count is defined once. */
export const feedLists: Readonly<Record<string, readonly string[]>> = {
  feed_measures: [
    "count(*) AS attempts",
    ...Object.entries(conditions).map(
      ([name, condition]) => `count(*) FILTER (WHERE ${condition}) AS ${name}`,
    ),
  ],
  feed_totals: names.map((name) => `CAST(sum(${name}) AS BIGINT) AS ${name}`),
  feed_columns: names.map((name) => `coalesce(attempts.${name}, 0) AS ${name}`),
  watched_fields: [valuesOf(watchedFields)],
  watched_count: [cases("fields.field", watchedFields)],
  lag_buckets: [valuesOf(lagBuckets)],
  lag_count: [cases("buckets.bucket", lagColumns)],
};
