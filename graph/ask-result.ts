import { z } from "zod";
import { Figure } from "../agents/figure.ts";
import { Finding } from "../agents/finding.ts";
import { Proposal } from "../agents/proposal.ts";
import { Receipt } from "../tools/receipt.ts";
import { Block } from "./block.ts";
import { Failure } from "./failure.ts";
import { Source } from "./grounding/source.ts";
import { Plan } from "./plan.ts";

/** `playbook`: no model took part. `model`: a model planned or wrote. `model+playbook`: a model was configured and something of it was replaced. */
export const Mode = z.enum(["playbook", "model", "model+playbook"]);
export type Mode = z.infer<typeof Mode>;

/** What `pay ask --json` prints: one object, whatever the exit code. */
export const AskResult = z.object({
  runId: z.string(),
  question: z.string(),
  status: z.enum(["ok", "partial", "refused", "clarify", "failed"]),
  mode: Mode,
  plan: Plan.nullable().describe("null only when the run failed before it could be planned"),
  answer: z.object({
    markdown: z.string(),
    blocks: z.array(Block),
    sources: z
      .array(Source)
      .optional()
      .describe("per line of the markdown: the figures it renders, in reading order"),
  }),
  findings: z.array(Finding),
  proposals: z.array(Proposal),
  figures: z.array(Figure).describe("exactly those whose slots the answer renders"),
  receipts: z.array(Receipt),
  failure: Failure.optional().describe("why, when the status is failed"),
});
export type AskResult = z.infer<typeof AskResult>;
