import { z } from "zod";
import { Scope } from "../lakehouse/scope.ts";
import { AgentName } from "./agent-name.ts";
import { Impact } from "./finding.ts";

/** A typed change that a person decides about. Agents only create it, always in state `new`. */
export const Proposal = z.object({
  id: z.string(),
  agent: AgentName,
  kind: z.enum([
    "route_shift",
    "retry_rule",
    "three_ds_rule",
    "issuer_outreach",
    "data_fix",
    "watch",
  ]),
  /** Starts with a verb; may hold slots of the evidence's figures. */
  title: z.string(),
  target: z.string().describe("what would be changed, e.g. retry.INSUFFICIENT_FUNDS.delay_hours"),
  diff: z.object({ old: z.unknown(), new: z.unknown() }),
  scope: Scope,
  impact: Impact.nullable(),
  evidence: z.array(z.string()).min(1).describe("ids of the receipts it rests on"),
  guardrails: z.array(z.string()),
  reversible: z.boolean(),
  expiresAt: z.iso.datetime().nullable(),
  dedupKey: z.string(),
  state: z.literal("new"),
});
export type Proposal = z.infer<typeof Proposal>;
