import { z } from "zod";

/** What a question wants, one for each kind of answer. The first 25 are the questions of a payments team (docs/questions.md). */
export const intents = [
  "approval_change",
  "mix_or_rate",
  "data_check",
  "onset",
  "route_choice",
  "route_what_if",
  "recoverable",
  "retry_waste",
  "retry_timing",
  "retry_value",
  "decline_reasons",
  "abnormal_issuers",
  "do_not_honor",
  "three_ds",
  "fraud_trend",
  "card_testing",
  "programme_limit",
  "lost_value",
  "priorities",
  "report",
  "change_effect",
  "cross_border",
  "network_tokens",
  "latency",
  "show_payments",
  "kpi",
  "breakdown",
  "overview",
] as const;
export const Intent = z.enum(intents);
export type Intent = z.infer<typeof Intent>;
