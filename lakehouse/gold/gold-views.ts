/**
 * Every relation of gold, in the order in which they build on each other. The file `<name>.sql` holds its SELECT.
 * A file that begins with `-- materialised by: …` is a table: `event_date` and `event_hour_start` name the column whose values
 * are made anew where rows changed (`{{dirty}}` in the file), `everything` is small and made anew each time.
 */
export const goldViews = [
  "v_attempt_facts",
  "v_payment_facts",
  "attempt_cube_hourly",
  "attempt_cube_daily",
  "merchant_cube_daily",
  "route_cube_daily",
  "risk_cube_daily",
  "decline_cube_daily",
  "disputed_attempts",
  "feed_cube_daily",
  "unknown_field_cube_daily",
  "v_as_of",
  "v_executive_kpis",
  "v_approval_kpis",
  "v_daily_trends",
  "v_approval_trends_hourly",
  "v_last_hour_performance",
  "v_performance_by_geography",
  "v_merchant_segment_performance",
  "v_solution_performance",
  "v_card_network_performance",
  "v_routing_performance",
  "v_risk_signals",
  "v_top_decline_reasons",
  "v_retry_performance",
  "v_retry_success_by_reason",
  "v_decline_patterns",
  "v_decline_recovery_opportunities",
  "v_recommendations",
  "v_active_alerts",
  "merchants_dim_bronze",
  "v_data_quality_summary",
  "v_data_quality",
] as const;
export type GoldView = (typeof goldViews)[number];
