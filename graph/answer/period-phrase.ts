const month =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/i;

/**
 * How "in" and a period are said together: "in October 2026", "on 2026-11-01", "in the last 7 days", but "yesterday"
 * and "last week" alone. Returns what stands before the label.
 */
export const prepositionFor = (label: string): string => {
  if (/^last \d/.test(label)) return "in the ";
  if (/^(?:\d{4}-\d{2}-\d{2}|\d{1,2} \p{L}+)[^–]* to |^\d{4}-\d{2}-\d{2}.*–/u.test(label))
    return "from ";
  if (/^\d{4}-\d{2}-\d{2}\b|^\p{L}+days?\b/u.test(label) && !/^(?:yester|to)day/.test(label))
    return "on ";
  if (
    month.test(label) ||
    (/^(?:Q[1-4]|20\d\d|\d|all |week \d)/.test(label) && !/ago$/.test(label))
  )
    return "in ";
  return "";
};

/** Splits a literal that ends with the word "in" before a placeholder; null where it does not. */
export const beforeIn = (literal: string): { before: string; isCapital: boolean } | null => {
  const match = /(?:^|(?<=[\s(]))(In|in) $/.exec(literal);
  if (match === null) return null;
  return { before: literal.slice(0, match.index), isCapital: match[1] === "In" };
};

/** "In [[range]]" as it reads with this label; `period` is the label as it is then spelled. */
export const periodPhrase = (
  label: string,
  isCapital: boolean,
): { text: string; period: string } => {
  const phrase = `${prepositionFor(label)}${label}`;
  const text = isCapital ? `${phrase.charAt(0).toUpperCase()}${phrase.slice(1)}` : phrase;
  return { text, period: text.slice(text.length - label.length) };
};
