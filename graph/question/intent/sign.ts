/**
 * A sign of an intent or a metric: all its terms occur in the question, in any order. `a|b` is either, `!a` is absence.
 * Terms are those of words/english.ts, `#dimension` for a dimension named ("which issuers") and `@dimension` for a value of it.
 */
export type Sign = readonly [weight: number, terms: string];

const parsed = new Map<string, readonly (readonly string[])[]>();

const termsOf = (terms: string): readonly (readonly string[])[] => {
  const known = parsed.get(terms) ?? terms.split(" ").map((term) => term.split("|"));
  parsed.set(terms, known);
  return known;
};

/** True where every term of the sign occurs. */
export const hasSign = (terms: ReadonlySet<string>, sign: string): boolean =>
  termsOf(sign).every((alternatives) =>
    alternatives.some((term) =>
      term.startsWith("!") ? !terms.has(term.slice(1)) : terms.has(term),
    ),
  );

/** The sum of the weights of the signs that occur. */
export const weigh = (terms: ReadonlySet<string>, signs: readonly Sign[]): number =>
  signs.reduce((sum, [weight, sign]) => sum + (hasSign(terms, sign) ? weight : 0), 0);
