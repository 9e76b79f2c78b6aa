import { specialistNames } from "../../agents/agent-name.ts";
import type { Figure } from "../../agents/figure.ts";
import type { Finding } from "../../agents/finding.ts";
import type { Proposal } from "../../agents/proposal.ts";
import type { Block } from "../block.ts";
import type { Source } from "../grounding/source.ts";
import type { Vocabulary } from "../grounding/vocabulary.ts";
import type { Outcome } from "../outcome.ts";
import type { Plan } from "../plan.ts";
import { bodyDraft } from "./body-draft.ts";
import { closingDraft } from "./closing-draft.ts";
import { followups } from "./followups.ts";
import { groundDraft } from "./ground-draft.ts";
import { orderFindings } from "./order-findings.ts";
import { resolveProposals } from "./resolve-proposals.ts";
import { toMarkdown } from "./to-markdown.ts";
import type { Written } from "./written.ts";

export interface Material {
  readonly plan: Plan;
  readonly outcomes: readonly Outcome[];
  readonly isSample: boolean;
  readonly vocabulary: Vocabulary;
  /** How far the data end before now, in words; null where nobody told the time. */
  readonly lag: string | null;
  /** How the answer came about, in a sentence. */
  readonly madeBy: string;
  /** Headline and text in a model's words; null leaves the agents' own. */
  readonly written: Written | null;
}

export interface Answer {
  readonly markdown: string;
  readonly blocks: readonly Block[];
  readonly sources: readonly Source[];
  readonly findings: readonly Finding[];
  readonly proposals: readonly Proposal[];
  /** Those that the answer renders. */
  readonly figures: readonly Figure[];
  readonly followups: readonly string[];
}

/** How many other findings a reader takes in beside the leading one; the rest stay in `findings`. */
const mostOthers = 5;

/**
 * The answer that the reports of the specialists carry: headline, text, evidence, causes, other findings, proposals,
 * caveats, what to ask next, scope and receipts. Same reports, same bytes.
 */
export const composeAnswer = (material: Material): Answer => {
  const { plan, vocabulary, written } = material;
  const outcomes = specialistNames.flatMap((name) =>
    material.outcomes.filter(({ agent }) => agent === name),
  );
  const findings = orderFindings(plan, new Map(outcomes.map((o) => [o.agent, o.findings])));
  const shown = findings.slice(0, 1 + mostOthers);
  const { kept, conflicts } = resolveProposals(
    outcomes.flatMap(({ proposals }) => proposals),
    findings,
  );
  const found = outcomes.flatMap((outcome) => outcome.findings.flatMap(({ figures }) => figures));

  const draft = bodyDraft({ scope: plan.scope, shown, proposals: kept, found, written });
  const figures = new Map([...found, ...draft.figures].map((figure) => [figure.id, figure]));
  const body = groundDraft(draft.blocks, figures, vocabulary);
  const questions = followups(plan, findings[0]);
  const closing = groundDraft(
    closingDraft({
      ...material,
      outcomes,
      conflicts,
      shown,
      questions,
      leftOut: findings.length - shown.length,
      removed: body.removed,
      receiptIds: receiptsOf(body.sources, figures),
    }),
    figures,
    vocabulary,
  );

  const blocks = [...body.blocks, ...closing.blocks];
  const sources = [...body.sources, ...closing.sources];
  return {
    markdown: toMarkdown(blocks),
    blocks,
    sources,
    findings,
    proposals: kept,
    figures: figuresOf(sources, figures),
    followups: questions,
  };
};

const figuresOf = (
  sources: readonly Source[],
  figures: ReadonlyMap<string, Figure>,
): readonly Figure[] =>
  [...new Set(sources.flatMap((source) => source.figures))].flatMap((id) => figures.get(id) ?? []);

const receiptsOf = (
  sources: readonly Source[],
  figures: ReadonlyMap<string, Figure>,
): readonly string[] => [...new Set(figuresOf(sources, figures).map(({ receiptId }) => receiptId))];
