import { z } from "zod";
import type { Figure } from "../../agents/figure.ts";
import type { Finding } from "../../agents/finding.ts";
import { DependencyError } from "../../errors.ts";
import { renderStatement, slotsOf, unknown } from "../answer/render-statement.ts";
import type { Statement } from "../answer/statement.ts";
import type { Written } from "../answer/written.ts";
import { checkLine } from "../grounding/check-line.ts";
import type { Vocabulary } from "../grounding/vocabulary.ts";
import type { Aliases } from "./aliases.ts";
import type { Chat } from "./chat.ts";
import { unfoundedClaims } from "./claims.ts";
import type { Spending } from "./spending.ts";

const Text = z.object({
  headline: z.string().min(1).max(400),
  sentences: z.array(z.string().min(1).max(600)).min(1).max(8),
});

export interface WritingInput {
  readonly question: string;
  /** What answers the question first; their slots are all that may be used. */
  readonly findings: readonly Finding[];
  readonly vocabulary: Vocabulary;
  readonly aliases: Aliases;
  readonly signal: AbortSignal;
  readonly spending: Spending;
}

/**
 * Headline and text in the model's words. It writes slots, never digits; code fills them. Throws DependencyError where
 * a sentence says something that its figures do not carry, so that the playbook's text stands.
 */
export const writeWithModel = async (
  chat: Chat,
  instructions: string,
  input: WritingInput,
): Promise<Written | null> => {
  const [lead] = input.findings;
  if (lead === undefined) return null;
  const text = await chat.ask({
    system: instructions,
    human: JSON.stringify(briefing(input)),
    reply: Text,
    signal: input.signal,
    spending: input.spending,
  });
  const statement = (template: string): Statement => ({
    template: input.aliases.reveal(template.trim()),
    scope: lead.scope,
    onset: lead.onset,
    constants: "none",
  });
  const written = {
    headline: statement(text.headline),
    lines: text.sentences.map(statement),
  };
  for (const line of [written.headline, ...written.lines]) requireCarried(line, input);
  requireLead(written.headline, lead);
  return written;
};

/** Findings and figures without one number in them: what is not shown cannot be copied wrongly. */
const briefing = ({ question, findings, aliases }: WritingInput) => ({
  question,
  findings: findings
    .slice(0, mostTold)
    .map(({ agent, kind, severity, confidence, title, text, cell }) => ({
      agent,
      kind,
      severity,
      sure: confidence >= 0.8,
      cell: aliases.aliasFilters(cell),
      title: aliases.hide(title),
      text: aliases.hide(text),
    })),
  figures: findings.slice(0, mostTold).flatMap((finding) =>
    told(finding).map((figure) => ({
      slot: `{{${figure.id}}}`,
      metric: figure.metric,
      unit: figure.unit,
      ...(figure.unit === "pp" && { direction: directionOf(figure) }),
      period: figure.range.label,
      filters: aliases.aliasFilters(figure.filters),
    })),
  ),
});

/** What an opening can be about; the rest stands below it. */
const mostTold = 4;

/** Figures that a finding's own words use; those of its table are many, and code shows the table. */
const told = ({ title, text, figures }: Finding): Figure[] => {
  const used = new Set([...slotsOf(title), ...slotsOf(text)]);
  return figures.filter(({ id }) => used.has(id));
};

const directionOf = ({ value }: Figure): "rose" | "fell" | "unchanged" =>
  value > 0 ? "rose" : value < 0 ? "fell" : "unchanged";

/** Links, images and markup are nothing that an answer needs. */
const markup = /https?:|www\.|\]\(|<\/?[a-z]/i;

const requireCarried = (line: Statement, { findings, vocabulary }: WritingInput): void => {
  const all = findings.flatMap(({ figures }) => figures);
  const figures = new Map(all.map((figure) => [figure.id, figure]));
  const { text, source } = renderStatement(line, figures);
  const faults = checkLine(source.text, {
    figures: source.figures.flatMap((id) => figures.get(id) ?? []),
    periods: source.periods,
    constants: [],
    scope: line.scope,
    vocabulary,
    wording: "free",
  });
  if (faults.length > 0 || text.includes(unknown) || /[{}\n|]/.test(text))
    throw new DependencyError("its text says what no figure carries", { faults });
  if (markup.test(text)) throw new DependencyError("its text holds markup");
  const [claim] = unfoundedClaims(line.template, findings);
  if (claim !== undefined) throw new DependencyError(`its text makes ${claim}`);
};

/** A headline about something else answers another question. */
const requireLead = ({ template }: Statement, lead: Finding): void => {
  const wanted = slotsOf(lead.title);
  const used = slotsOf(template);
  if (wanted.length > 0 && !used.some((id) => lead.figures.some((figure) => figure.id === id)))
    throw new DependencyError("its text does not begin with what answers the question");
};
