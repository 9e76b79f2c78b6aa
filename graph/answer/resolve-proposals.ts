import type { Proposal } from "../../agents/proposal.ts";
import { minorUnitDigits } from "../../lakehouse/currency.ts";

export interface ResolvedProposals {
  readonly kept: readonly Proposal[];
  /** Targets that two proposals wanted to change in different ways; the more valuable one was kept. */
  readonly conflicts: readonly string[];
}

/** One proposal for what several agents propose, the most valuable first, and one for each target. */
export const resolveProposals = (proposals: readonly Proposal[]): ResolvedProposals => {
  const ranked = proposals.toSorted((a, b) => worthOf(b) - worthOf(a));
  const kept: Proposal[] = [];
  const conflicts = new Set<string>();
  for (const proposal of ranked) {
    if (kept.some(({ dedupKey }) => dedupKey === proposal.dedupKey)) continue;
    if (kept.some((other) => contradicts(other, proposal))) conflicts.add(proposal.target);
    else kept.push(proposal);
  }
  return { kept, conflicts: [...conflicts] };
};

const contradicts = (a: Proposal, b: Proposal): boolean =>
  a.target === b.target &&
  JSON.stringify(a.scope.filters) === JSON.stringify(b.scope.filters) &&
  JSON.stringify(a.diff.new) !== JSON.stringify(b.diff.new);

const worthOf = ({ impact }: Proposal): number =>
  impact === null
    ? 0
    : impact.mid / (impact.unit === "payments" ? 1 : 10 ** minorUnitDigits(impact.unit));
