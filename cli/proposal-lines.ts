import { renderMoney } from "../graph/answer/money.ts";
import type { ProposalView } from "../proposals/proposal-view.ts";

type Impact = ProposalView["impact"];

/** A proposal as one row of a list. */
export const proposalRow = ({ id, state, agent, title, impact, expiresAt }: ProposalView) => ({
  id,
  state,
  agent,
  title,
  effect: effectOf(impact),
  expires: expiresAt?.slice(0, 10) ?? null,
});

/** A proposal with all that a decision rests on. */
export function proposalLines(proposal: ProposalView): string[] {
  const { id, state, title, kind, target, diff, scope, impact, evidence, guardrails } = proposal;
  const { runId, reversible, expiresAt, appliedVersion, supersededBy, decisions } = proposal;
  const filters = Object.entries(scope.filters).map(([name, values]) => `${name} ${values}`);
  return [
    `${id}  ${title}`,
    `state       ${state}${supersededBy === null ? "" : `, see ${supersededBy}`}`,
    `change      ${kind} ${target}`,
    `  now       ${JSON.stringify(diff.old)}`,
    `  then      ${JSON.stringify(diff.new)}`,
    `traffic     ${filters.length === 0 ? "all" : filters.join(", ")}`,
    `effect      ${effectOf(impact) ?? "not estimated"}`,
    ...(impact === null ? [] : [`  basis     ${impact.basis}`]),
    `evidence    ${evidence.join(", ")} of ${runId}, ${scope.range.from} to ${scope.range.to}`,
    ...guardrails.map((guardrail) => `guardrail   ${guardrail}`),
    `reversible  ${reversible ? "yes" : "no"}`,
    `expires     ${expiresAt ?? "never"} (by the data's time)`,
    ...(appliedVersion === null ? [] : [`applied     configuration ${appliedVersion}`]),
    ...decisions.map(
      ({ at, by, action, reason }) =>
        `decision    ${at} ${by}: ${action}${reason === null ? "" : `, ${reason}`}`,
    ),
  ];
}

const effectOf = (impact: Impact): string | null => {
  if (impact === null) return null;
  const { low, mid, high, unit, per } = impact;
  const words = (value: number): string =>
    unit === "payments" ? `${value} payments` : renderMoney(value, unit);
  return `${words(mid)} per ${per} (${words(low)} to ${words(high)})`;
};
