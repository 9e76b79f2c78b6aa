import { findNumerals } from "../grounding/find-numerals.ts";
import { findPeriods } from "../grounding/find-periods.ts";
import type { Statement } from "./statement.ts";

/** The numbers and periods that a statement may hold outside its slots, as they are written in it. */
export const constantsOf = (
  literals: readonly string[],
  allowed: Statement["constants"],
): string[] =>
  allowed === "none"
    ? []
    : literals.flatMap((literal) => {
        const isQuoted = quotedStretches(literal);
        const numerals = findNumerals(literal).filter(
          ({ kind, start }) =>
            allowed === "any" || kind === "word" || kind === "code" || isQuoted(start),
        );
        return [...numerals, ...findPeriods(literal)].map(({ raw }) => raw);
      });

/** A name in backticks is a value of the data, whatever digits it holds. */
const quotedStretches = (literal: string): ((at: number) => boolean) => {
  const quoted = [...literal.matchAll(/`[^`]*`/g)];
  return (at) => quoted.some(({ index, 0: raw }) => index < at && at < index + raw.length);
};
