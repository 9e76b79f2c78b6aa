import { z } from "zod";
import { AskResult } from "./ask-result.ts";

/** What the orchestrator ends a run with: the result without what the run itself knows. */
export const RunAnswer = AskResult.omit({ runId: true, question: true, plan: true }).extend({
  followups: z.array(z.string()),
});
export type RunAnswer = z.infer<typeof RunAnswer>;
