import type { SpecialistName } from "../../agents/agent-name.ts";
import type { Finding } from "../../agents/finding.ts";
import type { Plan } from "../plan.ts";
import { leadAgent } from "./lead-agent.ts";
import { mergeDuplicates, rankFindings } from "./rank-findings.ts";

/**
 * Findings in the order in which the answer gives them: what answers the question first, then by weight.
 * `byAgent` holds each specialist's findings in its own order of relevance.
 */
export const orderFindings = (
  plan: Plan,
  byAgent: ReadonlyMap<SpecialistName, readonly Finding[]>,
): Finding[] => {
  const all = mergeDuplicates([...byAgent.values()].flat());
  const lead = leadOf(plan, byAgent);
  const first = all.find((finding) => finding.agent === lead);
  const ranked = rankFindings(all.filter((finding) => finding !== first));
  return first === undefined ? ranked : [first, ...ranked];
};

/** The intent's own specialist where it was asked and found something, else any single one that was. */
const leadOf = (
  plan: Plan,
  byAgent: ReadonlyMap<SpecialistName, readonly Finding[]>,
): SpecialistName | null => {
  const wanted = leadAgent[plan.intent];
  if (wanted !== null && (byAgent.get(wanted)?.length ?? 0) > 0) return wanted;
  const [only, ...others] = plan.agents;
  return only !== undefined && others.length === 0 ? only : null;
};
