import type { Figure } from "../../agents/figure.ts";
import type { Proposal } from "../../agents/proposal.ts";
import type { DraftBlock } from "./draft.ts";
import { withoutStop } from "./finding-lines.ts";
import { impactWords } from "./impact-words.ts";
import { stated } from "./statement.ts";

export interface ProposalDraft {
  readonly block: Extract<DraftBlock, { kind: "proposal" }>;
  readonly figures: readonly Figure[];
}

/** A proposal as people read it: what to do, what it is worth, what changes, what to watch. */
export const proposalBlock = (proposal: Proposal): ProposalDraft => {
  const { id, agent, title, target, diff, scope, impact, guardrails, evidence } = proposal;
  const [receiptId = ""] = evidence;
  const filters = scope.filters;
  const worth =
    impact === null
      ? null
      : impactWords(impact, { agent, name: id, range: scope.range, filters, receiptId });
  const change = `\`${target}\`: ${settingWords(diff.old)} → ${settingWords(diff.new)}`;
  const lines = [
    `- ${withoutStop(title)}.`,
    `  Change ${change}.`,
    ...(worth === null ? [] : [`  Expected effect: ${worth.template}.`]),
    ...(guardrails.length === 0
      ? []
      : [`  Guardrails: ${guardrails.map(withoutStop).join("; ")}.`]),
  ];
  return {
    block: {
      id: `proposal.${id}`,
      kind: "proposal",
      proposalId: id,
      lines: lines.map((line) => stated(line, scope)),
    },
    figures: worth?.figures ?? [],
  };
};

/** A setting as people read it: `rule never` for an object of one entry, JSON for what is more involved. */
const settingWords = (setting: unknown): string => {
  if (setting === null || setting === undefined) return "not set";
  if (typeof setting !== "object") return String(setting);
  const entries = Object.entries(setting);
  const isFlat = entries.every(([, value]) => typeof value !== "object");
  return isFlat && !Array.isArray(setting)
    ? entries.map(([key, value]) => `${key} ${value}`).join(", ")
    : JSON.stringify(setting);
};
