import { type Dimension, dimensionIds } from "../../lakehouse/dictionary/dimension.ts";
import type { Token } from "./words/token.ts";
import { dimensionBook } from "./words/vocabulary.ts";

/** Words that open a list of dimensions to break down by. */
const opening =
  /^(?:by|per|across|split by|broken down by|break down by|breakdown by|grouped by|group by|for each|for every|in each|each|every|between|among|which|what|ranked by|of each|and|or)$/;
const twoWords =
  /^(?:split by|grouped by|group by|breakdown by|ranked by|for each|for every|in each|of each)$/;
const worded: readonly (readonly [RegExp, Dimension])[] = [
  [/^3ds result\b/, "three_ds_result"],
  [/^(?:amount (?:bucket|band|range|size)|ticket size|basket size)s?\b/, "amount_bucket"],
  [/^risk (?:tier|band|level)s?\b/, "risk_tier"],
];

/** At most this many: a table with more dimensions is read by nobody. */
const mostDimensions = 3;

/** The dimensions that the question asks to break down by: "by country", "per network and funding", "which issuers or BINs". */
export function readBy(tokens: readonly Token[]): Dimension[] {
  const words = tokens.map((token) => token.word);
  const found: Dimension[] = [];
  let listing = false;
  for (let at = 0; at < words.length; ) {
    const id = listing ? dimensionAt(words, at) : null;
    if (id) {
      found.push(id.dimension);
      at += id.length;
      continue;
    }
    listing = opens(words, at, listing);
    at += 1;
  }
  return [...new Set(found)].slice(0, mostDimensions);
}

function opens(words: readonly string[], at: number, listing: boolean): boolean {
  const word = words[at] ?? "";
  const joins = word === "and" || word === "or";
  if (joins)
    return (
      listing || (at > 0 && dimensionBook.longestAt(words, at - 1) !== null && isListed(words, at))
    );
  if (/^(?:the|of|other|your|our|top|\d+)$/.test(word)) return listing;
  return opening.test(word) || twoWords.test(words.slice(at - 1, at + 1).join(" "));
}

/** "which merchants or segments": the list goes on after the dimension before. */
const isListed = (words: readonly string[], at: number): boolean =>
  words.slice(Math.max(0, at - 4), at).some((word) => opening.test(word));

function dimensionAt(
  words: readonly string[],
  at: number,
): { readonly dimension: Dimension; readonly length: number } | null {
  const text = words.slice(at, at + 3).join(" ");
  const special = worded.find(([pattern]) => pattern.test(text));
  if (special)
    return { dimension: special[1], length: text.match(special[0])?.[0].split(" ").length ?? 1 };
  if (words[at] === "amount") return null;
  const match = dimensionBook.longestAt(words, at);
  const dimension = match?.values[0];
  return match && dimension && dimensionIds.includes(dimension)
    ? { dimension, length: match.length }
    : null;
}
