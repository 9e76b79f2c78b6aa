import type { AskResult } from "../ask-result.ts";
import type { Evidence } from "./check-grounding.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a result's answer may rest on; null where the run ended before it had a plan, and so before any number. */
export const evidenceOf = (
  { figures, plan, answer }: AskResult,
  vocabulary: Vocabulary,
): Evidence | null =>
  plan === null ? null : { figures, scope: plan.scope, sources: answer.sources ?? [], vocabulary };
