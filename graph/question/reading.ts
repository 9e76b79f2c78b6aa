import type { Dimension } from "../../lakehouse/dictionary/dimension.ts";
import type { Mention } from "./entity/mention.ts";
import { type ReadEntities, readEntities } from "./entity/read-entities.ts";
import { knownBook, type ValueIndex } from "./entity/value-index.ts";
import { type ReadIntent, readIntent } from "./intent/read-intent.ts";
import { readTerms } from "./intent/read-terms.ts";
import { readBy } from "./read-by.ts";
import type { Clock } from "./time/period.ts";
import { type ReadPeriods, readPeriods } from "./time/read-periods.ts";
import { correctSpelling } from "./words/spelling.ts";
import { type Token, textOf, tokenise } from "./words/token.ts";
import { type Language, languageOf, translate } from "./words/translate.ts";
import { englishTerms, isEnglish } from "./words/vocabulary.ts";

/** The words of a question in English, before anything is concluded from them. */
export interface Words {
  readonly asWritten: readonly Token[];
  readonly tokens: readonly Token[];
  readonly language: Language | null;
}

/** Everything that a question says. */
export interface Reading {
  readonly words: Words;
  readonly periods: ReadPeriods;
  readonly entities: ReadEntities;
  readonly by: readonly Dimension[];
  readonly terms: ReadonlySet<string>;
  readonly intent: ReadIntent | null;
}

/** Spelling corrected and translated; names of the data stay as they are. */
export function readWords(question: string, index: ValueIndex): Words {
  const asWritten = tokenise(question);
  const written = asWritten.map((token) => token.word);
  const language = languageOf(written, isEnglish);
  const isKnown = (word: string) =>
    isEnglish(word) ||
    index.words.has(word) ||
    knownBook.vocabulary.has(word) ||
    (language?.book.vocabulary.has(word) ?? false);
  const vocabularies = [
    englishTerms,
    knownBook.vocabulary,
    index.words,
    ...(language ? [language.book.vocabulary] : []),
  ];
  const spelled = correctSpelling(written, isKnown, vocabularies);
  const corrected = asWritten.map((token, i) => ({ ...token, word: spelled[i] ?? token.word }));
  const nameAt = (words: readonly string[], at: number) =>
    index.names.longestAt(words, at)?.length ?? 0;
  return {
    asWritten,
    tokens: language ? translate(corrected, language, isEnglish, nameAt) : corrected,
    language,
  };
}

/** Reads time first, then names, then what is asked. */
export function readAll(words: Words, index: ValueIndex, clock: Clock): Reading {
  const shielded = shieldNames(words.tokens, index);
  const periods = readPeriods(textOf(shielded), clock);
  const timeless = withoutTime(words.tokens, periods.rest);
  const entities = readEntities(timeless, index);
  const terms = readTerms(entities.tokens, entities.mentions);
  const named = readBy(entities.tokens);
  const by = named.length > 0 ? named : comparedDimensions(entities.mentions, terms);
  const intent = readIntent({ terms, breaksDown: by.length > 0 });
  return { words, periods, entities, by, terms, intent };
}

const comparing = [
  "vs",
  "versus",
  "compare",
  "compared",
  "comparison",
  "against",
  "between",
  "change",
];

/** "Visa vs Mastercard": two values of one dimension are shown side by side. */
function comparedDimensions(mentions: readonly Mention[], terms: ReadonlySet<string>): Dimension[] {
  if (!comparing.some((word) => terms.has(word))) return [];
  const groups = Map.groupBy(
    mentions.filter((mention) => !mention.excluded && mention.topic === null),
    (mention) => mention.dimension,
  );
  return [...groups].flatMap(([dimension, group]) =>
    new Set(group.map(({ code }) => code)).size > 1 ? [dimension] : [],
  );
}

/** Names of the data must not be read as time: "Week 24 Store" is a merchant. */
function shieldNames(tokens: readonly Token[], index: ValueIndex): Token[] {
  const words = tokens.map((token) => token.word);
  const shielded: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const length = index.names.longestAt(words, at)?.length ?? 0;
    const span = tokens.slice(at, at + Math.max(length, 1));
    shielded.push(
      ...span.map((t) => (length > 0 ? { ...t, word: "@".padEnd(t.word.length, "@") } : t)),
    );
    at += span.length;
  }
  return shielded;
}

/** The tokens that are left when every expression of time is blank in the text. */
function withoutTime(tokens: readonly Token[], rest: string): Token[] {
  let offset = 0;
  return tokens.filter(({ word }) => {
    const start = offset;
    offset += word.length + 1;
    return rest.slice(start, start + word.length).trim() !== "";
  });
}
