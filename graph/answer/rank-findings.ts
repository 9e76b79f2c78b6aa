import { specialistNames } from "../../agents/agent-name.ts";
import type { Finding } from "../../agents/finding.ts";
import { minorUnitDigits } from "../../lakehouse/currency.ts";

const severityWeight = { critical: 16, high: 8, medium: 4, low: 2, info: 1 } as const;

/**
 * Severity × confidence × money. Money counts by its order of magnitude: impacts in several currencies and in payments
 * cannot be compared to the cent, and an estimate is no better than that.
 */
export const weightOf = ({ severity, confidence, impact }: Finding): number => {
  const size = impact === null ? 0 : Math.abs(impact.mid) / unitSize(impact.unit);
  return severityWeight[severity] * confidence * (1 + Math.log10(1 + size));
};

const unitSize = (unit: string): number => (unit === "payments" ? 1 : 10 ** minorUnitDigits(unit));

/** Heaviest first; equals in the order of the specialists, then as their agent gave them. */
export const rankFindings = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((a, b) => weightOf(b) - weightOf(a) || agentOrder(a) - agentOrder(b));

const agentOrder = ({ agent }: Finding): number =>
  (specialistNames as readonly string[]).indexOf(agent);

/** Kinds that say what happened; two agents that saw the same thing in the same cell saw it once. */
const unspecific = new Set<Finding["kind"]>(["other", "opportunity", "data_quality"]);

/**
 * One finding for what several agents saw: the same event in the same cell and range, or the same words.
 * The heavier one stays, in the place of the first.
 */
export const mergeDuplicates = (findings: readonly Finding[]): Finding[] => {
  const byKey = new Map<string, Finding>();
  for (const finding of findings) {
    const key = identity(finding);
    const known = byKey.get(key);
    if (known === undefined || weightOf(finding) > weightOf(known)) byKey.set(key, finding);
  }
  return [...byKey.values()];
};

const identity = (finding: Finding): string => {
  const { kind, cell, scope, onset, agent, title } = finding;
  const where = JSON.stringify([Object.entries(cell).toSorted(), scope.range, scope.filters]);
  if (unspecific.has(kind)) return `${wording(title, agent)} ${where}`;
  return `${kind} ${onset ?? ""} ${where}`;
};

/** A title without the names of its figures, which differ from agent to agent. */
const wording = (title: string, agent: string): string => title.replaceAll(`{{${agent}.`, "{{");
