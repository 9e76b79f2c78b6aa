import { z } from "zod";
import type { Finding } from "../../agents/finding.ts";
import { DependencyError } from "../../errors.ts";
import { renderFigure } from "../answer/render-figure.ts";
import { renderStatement, unknown } from "../answer/render-statement.ts";
import type { Statement } from "../answer/statement.ts";
import type { Written } from "../answer/written.ts";
import { checkLine } from "../grounding/check-line.ts";
import type { Vocabulary } from "../grounding/vocabulary.ts";
import type { Chat } from "./chat.ts";

const Text = z.object({
  headline: z.string().min(1).max(400),
  sentences: z.array(z.string().min(1).max(600)).min(1).max(8),
});

export interface WritingInput {
  readonly question: string;
  /** What answers the question first; their slots are all that may be used. */
  readonly findings: readonly Finding[];
  readonly vocabulary: Vocabulary;
  readonly signal: AbortSignal;
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
  const text = await chat({
    system: instructions,
    human: JSON.stringify(briefing(input)),
    reply: Text,
    signal: input.signal,
  });
  const statement = (template: string): Statement => ({
    template: template.trim(),
    scope: lead.scope,
    onset: lead.onset,
    constants: "none",
  });
  const written = {
    headline: statement(text.headline),
    lines: text.sentences.map(statement),
  };
  for (const line of [written.headline, ...written.lines]) requireCarried(line, input);
  return written;
};

/** Values are shown for judgement; the text is still checked to hold none of them as digits. */
const briefing = ({ question, findings }: WritingInput) => ({
  question,
  findings: findings.map(({ agent, kind, severity, confidence, title, text, cell }) => ({
    agent,
    kind,
    severity,
    confidence,
    cell,
    title,
    text,
  })),
  figures: findings.flatMap(({ figures }) =>
    figures.map((figure) => ({
      slot: `{{${figure.id}}}`,
      metric: figure.metric,
      value: renderFigure(figure, "text"),
      period: figure.range.label,
      filters: figure.filters,
    })),
  ),
});

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
};
