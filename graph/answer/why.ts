import type { Figure } from "../../agents/figure.ts";
import type { Finding } from "../../agents/finding.ts";
import { cellWords } from "../../agents/words.ts";
import { causeFigure, type Ground, impactFigures } from "./derived-figure.ts";
import type { Section } from "./section.ts";
import type { Statement } from "./statement.ts";

/** Causes beyond these explain too little to be read. */
const most = 5;

/** The causes of a finding, largest contribution first: cell, percentage points, money. */
export const why = (finding: Finding): Section => {
  const receiptId = finding.figures[0]?.receiptId;
  if (receiptId === undefined) return { lines: [], figures: [] };
  const causes = finding.causes
    .toSorted((a, b) => Math.abs(b.contributionPp) - Math.abs(a.contributionPp))
    .slice(0, most)
    .map((cause, index) => causeLine(finding, cause, groundOf(finding, cause, index, receiptId)));
  return {
    lines: causes.map(({ line }) => line),
    figures: causes.flatMap(({ figures }) => figures),
  };
};

type Cause = Finding["causes"][number];

const groundOf = (finding: Finding, cause: Cause, index: number, receiptId: string): Ground => ({
  agent: finding.agent,
  name: `${finding.id}_cause_${index + 1}`,
  range: finding.scope.range,
  filters: { ...finding.scope.filters, ...cause.cell },
  receiptId,
});

const causeLine = (
  finding: Finding,
  cause: Cause,
  ground: Ground,
): { line: Statement; figures: readonly Figure[] } => {
  const pp = causeFigure(finding, cause, ground);
  const impact = cause.impact === null ? null : impactFigures(cause.impact, ground);
  const noun = cause.impact?.unit === "payments" ? " payments" : "";
  const rate = cause.impact?.per === "range" ? "in [[range]]" : `a ${cause.impact?.per}`;
  const money = impact === null ? "" : `, worth {{${impact.mid.id}}}${noun} ${rate}`;
  return {
    line: {
      template: `- ${cellWords(cause.cell)}: {{${pp.id}}}${money}`,
      scope: finding.scope,
      onset: finding.onset,
      constants: "words",
    },
    figures: impact === null ? [pp] : [pp, impact.mid],
  };
};
