import type { Mode } from "../ask-result.ts";

/** What a model was asked for in a run, and what came of it; `null` reason means that its work was used. */
export type ModelUse =
  | { readonly configured: false }
  | { readonly configured: true; readonly failures: readonly string[] };

/** How the answer came about, as a mode and as the sentence that the answer ends with. */
export const madeBy = (use: ModelUse): { mode: Mode; sentence: string } => {
  if (!use.configured)
    return { mode: "playbook", sentence: "No model configured: playbook answer." };
  const reasons = [...new Set(use.failures)];
  if (reasons.length === 0) return { mode: "model", sentence: "Model answered." };
  return {
    mode: "model+playbook",
    sentence: `Model unavailable (${reasons.join("; ")}): playbook answer.`,
  };
};
