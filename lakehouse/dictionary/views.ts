/** A relation that the specification names: the columns it promises, and what ours means where the name alone would mislead. */
export interface SpecifiedView {
  readonly name: string;
  /** Promised columns; ours has more, so that every rate stands beside its numerator and denominator. */
  readonly columns: readonly string[];
  readonly changed: string | null;
}

const view = (name: string, columns: string, changed: string | null = null): SpecifiedView => ({
  name,
  columns: columns.split(" "),
  changed,
});

const calendarDays = "30 days are UTC days, that of the data's as-of included";

/** Every gold view, silver log and dimension of the specification, once. */
export const specifiedViews: readonly SpecifiedView[] = [
  view(
    "v_executive_kpis",
    "total_transactions unique_merchants unique_countries approved_count declined_count approval_rate_pct avg_fraud_score avg_aml_risk_score total_transaction_value approved_value declined_value avg_transaction_amount auth_3ds_usage_pct period_start period_end",
    "transactions are counted attempts: sent to an issuer, for money, no suspected duplicate; first attempts and payments have rates of their own; values are USD by the day's rate, where the original summed currencies",
  ),
  view(
    "v_approval_trends_hourly",
    "hour transaction_count approval_rate_pct avg_fraud_score total_value active_segments",
    "168 whole hours, that of the data's as-of included",
  ),
  view(
    "v_performance_by_geography",
    "country transaction_count approval_rate_pct avg_fraud_score total_transaction_value unique_merchants",
    "countries with few attempts stay, so that rows add up to the total; judge a rate by its count",
  ),
  view(
    "v_top_decline_reasons",
    "decline_reason decline_count pct_of_declines avg_fraud_score avg_amount total_declined_value affected_merchants low_risk_declines recoverable_pct",
    "recoverable_pct is the share of retried payments that were approved in the end; the original took the share with a low fraud score, which is low_risk_declines",
  ),
  view(
    "v_decline_recovery_opportunities",
    "decline_reason merchant_segment card_network decline_count potential_recovery_value avg_fraud_score avg_device_trust recovery_likelihood recommended_action",
    `likelihood and value follow from observed retries of the same reason, NONE and 0 where it must not be retried; the original guessed from scores and offered retries of expired cards; ${calendarDays}`,
  ),
  view(
    "v_last_hour_performance",
    "transactions_last_hour approval_rate_pct avg_fraud_score total_value active_segments high_risk_transactions declines_last_hour",
    "the last 60 minutes up to the data's as-of, not the clock's",
  ),
  view(
    "v_active_alerts",
    "alert_type severity metric_name current_value threshold_value alert_message first_detected",
    "an hour against the same hour of the last 28 days, with a minimum volume and a test, where the original had fixed limits; first_detected is when the alert began, where the original gave the time of reading; sort by severity_rank",
  ),
  view(
    "v_solution_performance",
    "payment_solution transaction_count approval_rate_pct avg_fraud_score avg_amount total_value avg_latency_ms",
    calendarDays,
  ),
  view(
    "v_card_network_performance",
    "card_network transaction_count approval_rate_pct avg_amount avg_fraud_score avg_latency_ms",
    calendarDays,
  ),
  view(
    "v_retry_performance",
    "decline_reason retry_count retry_attempts retry_success_rate_pct avg_fraud_score recovered_value effectiveness",
    `keyed by the reason of the payment's first decline, where the original took the retry's own, which is empty when it succeeds; effectiveness asks the 95 % interval and may be Unclear; ${calendarDays}`,
  ),
  view(
    "v_merchant_segment_performance",
    "merchant_segment transaction_count approval_rate_pct unique_merchants avg_transaction_amount total_value avg_fraud_score auth_3ds_usage_pct",
    calendarDays,
  ),
  view(
    "v_daily_trends",
    "event_date transactions approval_rate avg_fraud_score total_value dod_volume_change",
    "approval_rate is percent; dod_volume_change is against the calendar day before, null where that day has no data, where the original took the row before",
  ),
  view(
    "v_approval_kpis",
    "event_date total_transactions approved_count declined_count approval_rate_pct avg_fraud_score total_value unique_merchants",
  ),
  view(
    "v_decline_patterns",
    "decline_reason merchant_segment decline_count avg_fraud_score avg_device_trust total_declined_value affected_merchants recovery_potential",
    `recovery_potential follows from observed retries of the same reason; over 30 days, where the original took all history; ${calendarDays}`,
  ),
  view(
    "v_risk_signals",
    "merchant_segment issuer_country risk_tier transaction_count avg_fraud_score avg_aml_score avg_composite_risk approved_count total_value approval_rate_pct",
    "a null tier holds the attempts without a fraud score",
  ),
  view(
    "v_routing_performance",
    "payment_solution card_network transaction_count approval_rate_pct avg_latency_ms avg_fraud_score total_value",
    "also by processor: a payment solution is how the credential is presented, the processor is the route",
  ),
  view(
    "v_recommendations",
    "decline_reason merchant_segment decline_count recovery_potential recommendation estimated_recovery_value priority",
    "the value is what payments never retried were for, times the observed recovery of retried ones, where the original used fixed shares",
  ),
  view(
    "v_data_quality_summary",
    "source attempts counted_attempts quarantined_rows last_event_timestamp",
    "one row a source, over everything loaded; v_data_quality judges it",
  ),
  view(
    "decision_log_silver",
    "transaction_id decision_type decision_timestamp",
    "only decisions that the feed recorded; the original made one up for every payment",
  ),
  view(
    "merchants_dim_bronze",
    "merchant_id merchant_name merchant_segment merchant_country merchant_risk_tier created_at",
    "merchants as the events describe them; no feed gives names or risk tiers, so both are null; created_at is the day of the first attempt",
  ),
];
