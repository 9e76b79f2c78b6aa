import type { Scope } from "../../lakehouse/scope.ts";

/**
 * One line of an answer before it is rendered: text with slots `{{agent.f1}}`, `{{agent.f1:n}}` (the denominator)
 * and placeholders `[[range]]`, `[[compare]]`, `[[onset]]`, `[[as_of]]`.
 */
export interface Statement {
  readonly template: string;
  /** What the placeholders stand for. */
  readonly scope: Scope;
  readonly onset: string | null;
  /**
   * Which numbers the text may hold beside its slots: `any` where code states them as such (a rule, a limit, an
   * assumption), `words` where an agent wrote it ("two ranges"), `none` where a model did.
   */
  readonly constants: "any" | "words" | "none";
}

/** A statement of the answer itself: scope, assumptions, limits. */
export const stated = (template: string, scope: Scope): Statement => ({
  template,
  scope,
  onset: null,
  constants: "any",
});

/** The sentences of a text, so that one can be dropped without the others. */
export const sentencesOf = (text: string): string[] =>
  text
    .split(/\n+|(?<=[.!?])\s+(?=[\p{Lu}`[{])/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== "");
