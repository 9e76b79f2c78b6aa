import type { Finding } from "../../agents/finding.ts";
import type { Scope } from "../../lakehouse/scope.ts";
import { said } from "./finding-lines.ts";
import { type Statement, stated } from "./statement.ts";

export const sampleMarker = "Sample data, simulated: these payments never happened.";

export interface CaveatFacts {
  readonly scope: Scope;
  readonly isSample: boolean;
  /** Specialists that could not answer, each in a sentence. */
  readonly unavailable: readonly string[];
  readonly missing: readonly string[];
  readonly assumptions: readonly string[];
  readonly conflicts: readonly string[];
  /** Findings that the answer shows; their caveats are the answer's. */
  readonly shown: readonly Finding[];
  readonly leftOut: number;
  /** How far the data end before now, in words; null where nobody told the time. */
  readonly lag: string | null;
  /** Statements and cells taken out because no figure carries them. */
  readonly removed: number;
}

/** What a reader must know before believing the answer, the most important first, each once. */
export const caveatLines = (facts: CaveatFacts): Statement[] => {
  const { scope, leftOut } = facts;
  const before = [
    ...(facts.isSample ? [sampleMarker] : []),
    ...facts.unavailable,
    ...facts.missing,
    ...facts.conflicts,
  ];
  const ungrounded = `Statements taken out because no figure carries them: ${facts.removed}.`;
  const after = [
    ...facts.assumptions.map((assumption) => `Assumed: ${assumption}`),
    ...(facts.removed === 0 ? [] : [ungrounded]),
    ...(facts.lag === null ? [] : [facts.lag]),
    ...(leftOut === 0
      ? []
      : [`${leftOut} lighter ${leftOut === 1 ? "finding is" : "findings are"} left out here.`]),
  ];
  return once([
    ...before.map((text) => stated(text, scope)),
    ...facts.shown.flatMap((finding) =>
      finding.caveats.map((text): Statement => ({ ...said(finding, text), constants: "any" })),
    ),
    ...after.map((text) => stated(text, scope)),
  ]);
};

const once = (statements: readonly Statement[]): Statement[] => {
  const seen = new Map<string, Statement>();
  for (const statement of statements) {
    const template = sentence(statement.template);
    if (!seen.has(template)) seen.set(template, { ...statement, template });
  }
  return [...seen.values()];
};

const sentence = (text: string): string => {
  const trimmed = text.trim();
  const capital = `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}`;
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
};
