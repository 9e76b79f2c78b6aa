import type { Statement } from "./statement.ts";

/** Headline and text of an answer in a model's words, numbers still as slots. */
export interface Written {
  readonly headline: Statement;
  readonly lines: readonly Statement[];
}
