import { declineCodes } from "./codes.ts";
import { declineReasons } from "./reasons.ts";

/** The rows of `decline_reasons_dim` and `decline_codes_dim`, in the columns and order of those tables. */
export const declineDimensionRows = () => ({
  reasons: declineReasons.map((entry) => ({
    reason: entry.code,
    class: entry.class,
    owner: entry.owner,
    label: entry.label,
    retry_rule: entry.retry.rule,
    retry_advice: entry.retry.advice,
  })),
  codes: declineCodes.map((entry) => ({
    vocabulary: entry.vocabulary,
    raw_code: entry.rawCode,
    reason: entry.reason,
    network_category: entry.networkCategory,
  })),
});
