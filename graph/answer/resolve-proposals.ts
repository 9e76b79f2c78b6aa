import type { Finding } from "../../agents/finding.ts";
import type { Proposal } from "../../agents/proposal.ts";
import { minorUnitDigits } from "../../lakehouse/currency.ts";
import { shownValue } from "../../lakehouse/shown-value.ts";

export interface ResolvedProposals {
  readonly kept: readonly Proposal[];
  /** What was proposed and is not, or only with care, and why: one sentence each. */
  readonly conflicts: readonly string[];
}

/**
 * One proposal for what several agents propose and one for each target, by expected money times confidence. What a network
 * forbids beats what money says, and traffic is not moved to where the risk agent sees it leak.
 */
export const resolveProposals = (
  proposals: readonly Proposal[],
  findings: readonly Finding[] = [],
): ResolvedProposals => {
  const ranked = proposals.toSorted(
    (a, b) =>
      Number(isForbidding(b)) - Number(isForbidding(a)) ||
      expected(b, findings) - expected(a, findings),
  );
  const kept: Proposal[] = [];
  const conflicts = new Set<string>();
  for (const proposal of ranked) {
    if (kept.some(({ dedupKey }) => dedupKey === proposal.dedupKey)) continue;
    const rival = kept.find((other) => contradicts(other, proposal));
    const leak = leakAt(proposal, findings);
    if (rival !== undefined) conflicts.add(rivalry(rival));
    else if (leak !== null && isGrave(leak)) conflicts.add(withheld(proposal, leak));
    else kept.push(leak === null ? proposal : watched(proposal));
  }
  return { kept: byMoney(kept, findings), conflicts: [...conflicts] };
};

const byMoney = (kept: readonly Proposal[], findings: readonly Finding[]): Proposal[] =>
  kept.toSorted((a, b) => expected(b, findings) - expected(a, findings));

/** Two changes of one thing in traffic that both are about. */
const contradicts = (a: Proposal, b: Proposal): boolean =>
  a.target === b.target &&
  JSON.stringify(a.scope.filters) === JSON.stringify(b.scope.filters) &&
  JSON.stringify(a.diff.new) !== JSON.stringify(b.diff.new);

/** A proposal to stop what a network's rule forbids. */
const isForbidding = ({ kind, diff }: Proposal): boolean =>
  kind === "retry_rule" && ruleOf(diff.new) === "never";

const ruleOf = (side: unknown): unknown =>
  typeof side === "object" && side !== null && "rule" in side ? side.rule : undefined;

const rivalry = (rival: Proposal): string =>
  isForbidding(rival)
    ? `Retrying more is not proposed for \`${shownValue(rival.target)}\`: a network rule forbids it.`
    : `Two agents propose different changes of \`${shownValue(rival.target)}\`: the more valuable one is shown.`;

/** What the risk agent found about the route that a shift moves traffic to; the gravest of it. */
const leakAt = ({ kind, diff }: Proposal, findings: readonly Finding[]): Finding | null => {
  if (kind !== "route_shift") return null;
  const gaining = gainers(diff.old, diff.new);
  const leaks = findings.filter(
    ({ agent, cell, severity }) =>
      agent === "risk" &&
      severity !== "info" &&
      [...(cell.processor ?? []), ...(cell.payment_solution ?? [])].some((one) => gaining.has(one)),
  );
  return leaks.find(isGrave) ?? leaks[0] ?? null;
};

const isGrave = ({ severity }: Finding): boolean => severity === "high" || severity === "critical";

/** Routes whose share a shift raises. */
const gainers = (before: unknown, after: unknown): ReadonlySet<string> => {
  const shares = (side: unknown): Map<string, unknown> =>
    new Map(typeof side === "object" && side !== null ? Object.entries(side) : []);
  const had = shares(before);
  return new Set(
    [...shares(after)].flatMap(([route, share]) =>
      Number(share) > Number(had.get(route) ?? 0) ? [route] : [],
    ),
  );
};

const withheld = ({ target }: Proposal, { kind }: Finding): string =>
  `\`${shownValue(target)}\` is not proposed although approval speaks for it: the risk agent sees ${kind.replaceAll("_", " ")} there.`;

const watched = (proposal: Proposal): Proposal => ({
  ...proposal,
  guardrails: [
    ...proposal.guardrails,
    "The risk agent sees raised fraud signals at the target: move only while they do not rise.",
  ],
});

/** Money in major units times how sure the evidence is; what has no estimate comes last. */
const expected = ({ impact, evidence }: Proposal, findings: readonly Finding[]): number => {
  if (impact === null) return 0;
  const money = impact.mid / (impact.unit === "payments" ? 1 : 10 ** minorUnitDigits(impact.unit));
  const sure = findings
    .filter(({ figures }) => figures.some(({ receiptId }) => evidence.includes(receiptId)))
    .map(({ confidence }) => confidence);
  return money * (sure.length === 0 ? 0.5 : Math.max(...sure));
};
