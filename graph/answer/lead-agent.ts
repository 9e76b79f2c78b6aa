import type { SpecialistName } from "../../agents/agent-name.ts";
import type { Intent } from "../../agents/intent.ts";

/** Whose first finding answers the question. Null: the heaviest finding of anyone does. */
export const leadAgent: Readonly<Record<Intent, SpecialistName | null>> = {
  approval_change: "performance",
  mix_or_rate: "performance",
  data_check: "performance",
  onset: "performance",
  route_choice: "routing",
  route_what_if: "routing",
  recoverable: "retry",
  retry_waste: "retry",
  retry_timing: "retry",
  retry_value: "retry",
  decline_reasons: "decline",
  abnormal_issuers: "decline",
  do_not_honor: "decline",
  three_ds: "risk",
  fraud_trend: "risk",
  card_testing: "risk",
  programme_limit: "risk",
  lost_value: "performance",
  priorities: null,
  report: "performance",
  change_effect: "performance",
  cross_border: "routing",
  network_tokens: "routing",
  latency: "routing",
  show_payments: "performance",
  kpi: "performance",
  breakdown: "performance",
  overview: "performance",
};
