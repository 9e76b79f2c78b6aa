import type { Finding } from "../../agents/finding.ts";
import type { Intent } from "../../agents/intent.ts";
import type { Filters } from "../../lakehouse/scope.ts";
import { shownValue } from "../../lakehouse/shown-value.ts";
import type { Plan } from "../plan.ts";

/** A question that asks for one intent, to be followed by a segment and a period. */
const questions: Partial<Record<Intent, string>> = {
  approval_change: "Why did the approval rate change",
  onset: "When did the change start and is it still going",
  data_check: "Is the data complete",
  route_choice: "Which processor approves best like for like",
  recoverable: "Which declines are recoverable and how much money is in them",
  retry_waste: "Which retries waste money",
  retry_timing: "When should we retry insufficient funds",
  decline_reasons: "What are the top decline reasons and how did they change",
  abnormal_issuers: "Which issuers decline us abnormally",
  do_not_honor: "What hides in do not honor",
  three_ds: "Is 3DS helping or hurting",
  fraud_trend: "Where is fraud rising",
  lost_value: "Which segments lost most approved value",
  priorities: "What are the most valuable things to do",
};

const usual: readonly Intent[] = ["decline_reasons", "recoverable", "route_choice", "priorities"];

/** Where an analyst goes from an answer of this kind; what is missing goes on as usual. */
const next: Partial<Record<Intent, readonly Intent[]>> = {
  approval_change: ["onset", "decline_reasons", "recoverable"],
  mix_or_rate: ["approval_change", "decline_reasons", "lost_value"],
  data_check: ["approval_change", "decline_reasons", "lost_value"],
  onset: ["approval_change", "data_check", "decline_reasons"],
  route_choice: ["abnormal_issuers", "recoverable", "lost_value"],
  recoverable: ["retry_timing", "retry_waste", "decline_reasons"],
  retry_waste: ["retry_timing", "recoverable", "decline_reasons"],
  retry_timing: ["retry_waste", "recoverable", "priorities"],
  decline_reasons: ["do_not_honor", "abnormal_issuers", "recoverable"],
  abnormal_issuers: ["do_not_honor", "route_choice", "lost_value"],
  do_not_honor: ["abnormal_issuers", "recoverable", "fraud_trend"],
  three_ds: ["fraud_trend", "approval_change", "lost_value"],
  fraud_trend: ["three_ds", "decline_reasons", "lost_value"],
  kpi: ["approval_change", "decline_reasons", "lost_value"],
  breakdown: ["approval_change", "decline_reasons", "lost_value"],
};

/** Three questions that go on from this answer, in its segment and period. */
export const followups = (plan: Plan, lead: Finding | undefined): string[] => {
  const { filters, range } = plan.scope;
  const where = segment({ ...filters, ...lead?.cell });
  return [...new Set([...(next[plan.intent] ?? []), ...usual])]
    .filter((intent) => intent !== plan.intent)
    .flatMap((intent) => questions[intent] ?? [])
    .slice(0, 3)
    .map((question) => `${question}${where}, ${range.label}?`);
};

const segment = (filters: Filters): string => {
  const values = Object.values(filters).map((alternatives) =>
    alternatives.map(shownValue).join(" or "),
  );
  return values.length === 0 ? "" : ` for ${values.join(", ")}`;
};
