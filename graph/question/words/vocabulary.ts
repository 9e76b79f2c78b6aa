import { dimensions } from "../../../lakehouse/dictionary/dimension.ts";
import { months, units, weekdays } from "../time/calendar.ts";
import { commonWords } from "./common-words.ts";
import { english } from "./english.ts";
import { type PhraseBook, phraseBook, spellings } from "./phrase-book.ts";
import { foldedWords } from "./token.ts";

/** What English phrases of the field stand for. */
export const englishBook: PhraseBook<string> = phraseBook(spellings(english));

/** How dimensions are called, singular and plural → their ids. Words that are values or topics first ("3ds", "amount") are left to `by`. */
export const dimensionBook: PhraseBook<(typeof dimensions)[number]["id"]> = phraseBook(
  dimensions.flatMap(({ id, words }) =>
    words.flatMap((word) => {
      const phrase = foldedWords(word).join(" ");
      return [...new Set([phrase, pluralOf(phrase)])].map((p) => [p, id] as const);
    }),
  ),
);

function pluralOf(phrase: string): string {
  if (/[^aeiou]y$/.test(phrase)) return `${phrase.slice(0, -1)}ies`;
  return phrase.endsWith("s") ? phrase : `${phrase}s`;
}

const fieldWords = new Set([
  ...englishBook.vocabulary,
  ...Object.keys(english),
  ...dimensionBook.vocabulary,
  ...months,
  ...weekdays,
  ...units,
  ...units.map((unit) => `${unit}s`),
  ..."yesterday today tomorrow weekend compared previous earlier between country countries versus".split(
    " ",
  ),
]);

/** Words of the field: what a misspelt word may be meant to be. */
export const englishTerms: ReadonlySet<string> = fieldWords;

/** True where English, as far as questions go, has the word. */
export const isEnglish = (word: string): boolean => fieldWords.has(word) || commonWords.has(word);
