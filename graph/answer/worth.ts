import type { Finding } from "../../agents/finding.ts";
import { impactWords } from "./impact-words.ts";
import type { Section } from "./section.ts";

/** What the leading finding is worth, in one sentence; nothing where that was not estimated. */
export const worthOf = (finding: Finding): Section => {
  const { agent, id, impact, scope, cell, onset } = finding;
  const receiptId = finding.figures[0]?.receiptId;
  if (impact === null || receiptId === undefined) return { lines: [], figures: [] };
  const filters = { ...scope.filters, ...cell };
  const words = impactWords(impact, { agent, name: id, range: scope.range, filters, receiptId });
  return {
    lines: [{ template: `At stake: ${words.template}.`, scope, onset, constants: "any" }],
    figures: words.figures,
  };
};
