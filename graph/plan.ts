import { z } from "zod";
import { SpecialistName } from "../agents/agent-name.ts";
import { Intent } from "../agents/intent.ts";
import { Move } from "../agents/move.ts";
import { Dimension } from "../lakehouse/dictionary/dimension.ts";
import { Scope } from "../lakehouse/scope.ts";

/** What the orchestrator decided to do with a question, before it looks at any number. */
export const Plan = z.object({
  /** `answer` it, `refuse` it, or ask one question back. */
  outcome: z.enum(["answer", "refuse", "clarify"]),
  /** The specialists asked; `[]` unless the outcome is `answer`. */
  agents: z.array(SpecialistName),
  intent: Intent,
  scope: Scope,
  by: z.array(Dimension),
  metric: z.string().nullable(),
  /** Of a what-if about routes: what to move where. */
  move: Move.optional(),
  /** For `refuse`: why, and what can be asked instead. For `clarify`: the one question back. Null for `answer`. */
  message: z.string().nullable(),
  /** For `clarify`: the possible readings. */
  options: z.array(z.string()),
  /** What was assumed because the question did not say: "no period named: last 7 complete days". Shown in the answer. */
  assumptions: z.array(z.string()),
});
export type Plan = z.infer<typeof Plan>;
