import type { Figure } from "../../agents/figure.ts";
import type { Finding } from "../../agents/finding.ts";
import type { Proposal } from "../../agents/proposal.ts";
import type { Scope } from "../../lakehouse/scope.ts";
import type { DraftBlock } from "./draft.ts";
import { evidenceTable } from "./evidence-table.ts";
import { itemLines, textLines } from "./finding-lines.ts";
import { headline } from "./headline.ts";
import { proposalBlock } from "./proposal-block.ts";
import type { FigureIndex } from "./render-statement.ts";
import { stated } from "./statement.ts";
import { why } from "./why.ts";
import { worthOf } from "./worth.ts";
import type { Written } from "./written.ts";

export interface BodyFacts {
  readonly scope: Scope;
  /** What the answer shows, what answers the question first. */
  readonly shown: readonly Finding[];
  readonly proposals: readonly Proposal[];
  /** Figures of all findings. */
  readonly found: readonly Figure[];
  readonly written: Written | null;
}

export interface BodyDraft {
  readonly blocks: readonly DraftBlock[];
  /** Figures that the draft adds: causes and effects that findings and proposals carry as plain numbers. */
  readonly figures: readonly Figure[];
}

/** More tables than this are not read. */
const mostTables = 2;

/** What was found: headline, text, tables, causes, other findings, proposals. */
export const bodyDraft = ({ scope, shown, proposals, found, written }: BodyFacts): BodyDraft => {
  const [lead, ...others] = shown;
  const figures = new Map(found.map((figure) => [figure.id, figure]));
  const worth = lead === undefined ? { lines: [], figures: [] } : worthOf(lead);
  const explained = shown.find(({ causes }) => causes.length > 0);
  const causes = explained === undefined ? { lines: [], figures: [] } : why(explained);
  const proposed = proposals.map(proposalBlock);
  const tables = shown.flatMap(
    (finding) => evidenceTable(finding, figures, finding === lead) ?? [],
  );
  return {
    blocks: [
      ...(lead === undefined ? [nothing(scope)] : opening(lead, figures, written)),
      { id: "worth", kind: "text", lines: worth.lines },
      ...tables.slice(0, mostTables),
      { id: "why", kind: "text", heading: "Why", lines: causes.lines },
      { id: "also", kind: "text", heading: "Also found", lines: others.flatMap(itemLines) },
      ...proposed.map(({ block }) => block),
    ],
    figures: [
      ...worth.figures,
      ...causes.figures,
      ...proposed.flatMap((proposal) => proposal.figures),
    ],
  };
};

const opening = (lead: Finding, figures: FigureIndex, written: Written | null): DraftBlock[] => [
  { id: "headline", kind: "headline", line: written?.headline ?? headline(lead, figures) },
  { id: "text", kind: "text", lines: written?.lines ?? textLines(lead) },
];

const nothing = (scope: Scope): DraftBlock => ({
  id: "headline",
  kind: "headline",
  line: stated("Nothing to report for [[range]]: the agents asked found nothing.", scope),
});
