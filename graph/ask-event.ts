import { z } from "zod";
import { AgentName } from "../agents/agent-name.ts";
import { Proposal } from "../agents/proposal.ts";
import { Receipt } from "../tools/receipt.ts";
import { AskResult, Mode } from "./ask-result.ts";
import { Block } from "./block.ts";
import { Plan } from "./plan.ts";

/** Position in the run, from 1 without gaps: the SSE event id. */
const seq = z.int().min(1);

/** Everything `ask()` tells while it works. Server, CLI, jobs, evals and chat protocols are encoders of this. */
export const AskEvent = z.discriminatedUnion("type", [
  z.object({
    seq,
    type: z.literal("run.started"),
    runId: z.string(),
    threadId: z.string().nullable(),
    question: z.string(),
    mode: Mode,
  }),
  z.object({ seq, type: z.literal("plan"), plan: Plan }),
  z.object({ seq, type: z.literal("step.started"), agent: AgentName, label: z.string() }),
  z.object({
    seq,
    type: z.literal("step.finished"),
    agent: AgentName,
    label: z.string(),
    ms: z.number(),
    status: z.enum(["ok", "failed"]),
    error: z.string().nullable(),
  }),
  z.object({
    seq,
    type: z.literal("tool.started"),
    callId: z.string(),
    agent: AgentName,
    tool: z.string(),
    input: z.unknown(),
  }),
  z.object({
    seq,
    type: z.literal("tool.finished"),
    callId: z.string(),
    agent: AgentName,
    tool: z.string(),
    ms: z.number(),
    rows: z.int(),
    status: z.enum(["ok", "failed"]),
    receiptId: z.string().nullable(),
    error: z.string().nullable(),
  }),
  z.object({ seq, type: z.literal("receipt"), receipt: Receipt }),
  z.object({ seq, type: z.literal("block"), block: Block }),
  z.object({ seq, type: z.literal("proposal"), proposal: Proposal }),
  z.object({ seq, type: z.literal("followups"), questions: z.array(z.string()) }),
  z.object({ seq, type: z.literal("run.finished"), result: AskResult, ms: z.number() }),
]);
export type AskEvent = z.infer<typeof AskEvent>;
