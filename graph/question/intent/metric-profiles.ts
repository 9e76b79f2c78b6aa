import type { Sign } from "./sign.ts";

/** How a metric of the dictionary is recognised. */
export interface MetricProfile {
  readonly id: string;
  readonly signs: readonly Sign[];
}

const rates = "approval|approval-rate";

/** Ids are those of the metric dictionary. The highest weight wins. */
export const metricProfiles: readonly MetricProfile[] = [
  {
    id: "approval_rate",
    signs: [
      [3, "approval-rate"],
      [2, "approval !approval-rate !how-many !how-much"],
    ],
  },
  {
    id: "first_attempt_approval_rate",
    signs: [[5, `first-attempt ${rates}`]],
  },
  { id: "net_approval_rate", signs: [[5, `net ${rates}`]] },
  {
    id: "approval_rate_by_amount",
    signs: [[5.5, `by-amount ${rates}`]],
  },
  { id: "decline_rate", signs: [[3.5, "decline-rate"]] },
  {
    id: "attempts",
    signs: [
      [3, "how-many attempts"],
      [2, "attempts !approval-rate"],
      [2.5, "traffic !approval-rate !move"],
    ],
  },
  {
    id: "payments",
    signs: [[3, "how-many payments"]],
  },
  { id: "approved", signs: [[5.5, "how-many approval"]] },
  { id: "declined", signs: [[5.5, "how-many decline"]] },
  {
    id: "approved_amount",
    signs: [
      [4.5, "approval money"],
      [4, "approval how-much"],
    ],
  },
  {
    id: "declined_amount",
    signs: [
      [4.5, "decline money"],
      [2, "decline money !recover !retry"],
      [4, "decline how-much"],
      [3.5, "lost how-much|what"],
    ],
  },
  {
    id: "retry_recovery_rate",
    signs: [
      [5.5, "retry recover rate|how-many"],
      [5, "recover rate"],
      [5, "retry approval-rate|rate"],
    ],
  },
  {
    id: "attempts_per_payment",
    signs: [
      [5, "attempts per net|payments"],
      [5, "attempts per-payment"],
    ],
  },
  {
    id: "dispute_rate",
    signs: [
      [5, "dispute rate"],
      [4, "dispute how-many"],
    ],
  },
  {
    id: "fraud_dispute_rate",
    signs: [
      [5, "fraud-rate"],
      [6, "fraud dispute rate"],
      [5.5, "fraud rate"],
      [4.5, "fraud dispute how-many"],
    ],
  },
  { id: "avg_fraud_score", signs: [[5.5, "fraud-score"]] },
  { id: "three_ds_share", signs: [[5.5, "3ds rate !approval-rate !approval"]] },
  { id: "latency_p95", signs: [[5.5, "latency p95"]] },
  { id: "latency_p50", signs: [[5.5, "latency p50|average"]] },
  { id: "cost_per_approval", signs: [[6, "per-cost"]] },
];
