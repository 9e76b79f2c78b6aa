import type { Mention } from "../entity/mention.ts";
import type { Token } from "../words/token.ts";
import { dimensionBook, englishBook } from "../words/vocabulary.ts";

/**
 * The set of terms in a question: ideas of words/english.ts, `#dimension` where a dimension is named, `@dimension` and
 * topics where a value is, and every word that stands for nothing else.
 */
export function readTerms(tokens: readonly Token[], mentions: readonly Mention[]): Set<string> {
  const words = tokens.map((token) => token.word);
  const terms = new Set(mentions.flatMap(({ topic }) => topic ?? []));
  for (let at = 0; at < words.length; ) {
    const idea = englishBook.longestAt(words, at);
    const dimension = dimensionBook.longestAt(words, at);
    const byDimension = dimension && dimension.length > (idea?.length ?? 0);
    const own = words[at] ?? "";
    if (byDimension) for (const id of dimension.values) terms.add(`#${id}`);
    else if (idea)
      for (const term of idea.values.flatMap((value) => value.split(" "))) terms.add(term);
    else terms.add(own);
    at += (byDimension ? dimension.length : idea?.length) ?? 1;
  }
  return terms;
}
