import type { Scope } from "../lakehouse/scope.ts";
import type { AgentName } from "./agent-name.ts";
import type { Proposal } from "./proposal.ts";

/** What a check decides of a proposal; the rest follows. */
export type ProposalDraft = Pick<Proposal, "kind" | "title" | "target" | "diff" | "evidence"> &
  Partial<Pick<Proposal, "impact" | "guardrails" | "reversible">>;

const weekMs = 7 * 86_400_000;

/** A proposal in its first state. It lapses a week after the data's as-of: evidence ages. */
export const proposalOf = (
  { kind, target, impact = null, guardrails = [], reversible = true, ...rest }: ProposalDraft,
  { agent, scope }: { agent: AgentName; scope: Scope },
): Proposal => ({
  ...rest,
  id: `${agent}-${kind}-${target}`,
  agent,
  kind,
  target,
  scope,
  impact,
  guardrails,
  reversible,
  expiresAt: new Date(Date.parse(scope.asOf) + weekMs).toISOString(),
  dedupKey: `${kind}:${target}:${JSON.stringify(scope.filters)}`,
  state: "new",
});
