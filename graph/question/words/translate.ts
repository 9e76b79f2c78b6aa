import { french } from "./french.ts";
import { german } from "./german.ts";
import { type PhraseBook, phraseBook, spellings } from "./phrase-book.ts";
import { portuguese } from "./portuguese.ts";
import { spanish } from "./spanish.ts";
import type { Token } from "./token.ts";

export interface Language {
  readonly name: "spanish" | "portuguese" | "german" | "french";
  readonly book: PhraseBook<string>;
}

export const languages: readonly Language[] = [
  { name: "spanish", book: phraseBook(spellings(spanish)) },
  { name: "portuguese", book: phraseBook(spellings(portuguese)) },
  { name: "german", book: phraseBook(spellings(german)) },
  { name: "french", book: phraseBook(spellings(french)) },
];

/**
 * The language that the words are mostly in, or null for English. `isEnglish` says whether English has the word: a language
 * must show at least one word that English lacks.
 */
export function languageOf(
  words: readonly string[],
  isEnglish: (word: string) => boolean,
): Language | null {
  const scored = languages.map((language) => {
    const own = words.filter((word) => language.book.vocabulary.has(word));
    return { language, foreign: own.filter((word) => !isEnglish(word)).length, all: own.length };
  });
  const best = scored.toSorted((a, b) => b.foreign - a.foreign || b.all - a.all)[0];
  return best && best.foreign > 0 ? best.language : null;
}

/**
 * The tokens in English, phrase by phrase. Where most of the question is English, only words that English lacks are
 * translated ("approval rate ayer"). `nameAt` says how many words a name of the data takes at a place: names stay.
 */
export function translate(
  tokens: readonly Token[],
  language: Language,
  isEnglish: (word: string) => boolean,
  nameAt: (words: readonly string[], at: number) => number,
): Token[] {
  const words = tokens.map((token) => token.word);
  const english = words.filter((word) => isEnglish(word) && !language.book.vocabulary.has(word));
  const foreign = words.filter((word) => language.book.vocabulary.has(word));
  const mixed = english.length > foreign.length;
  const translated: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const name = nameAt(words, at);
    translated.push(...tokens.slice(at, at + name));
    at += name;
    const match = language.book.longestAt(words, at);
    const phrase = match ? words.slice(at, at + match.length) : [];
    const keep = !match || (mixed && phrase.some(isEnglish));
    if (keep) translated.push(...tokens.slice(at, at + 1));
    else translated.push(...asTokens(match.values[0] ?? "", tokens[at]?.raw ?? ""));
    at += keep ? 1 : match.length;
  }
  return translated;
}

const asTokens = (text: string, raw: string): Token[] =>
  text.split(" ").map((word) => ({ raw, word }));
