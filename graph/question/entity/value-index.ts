import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import type { Catalogue } from "../../catalogue.ts";
import { type PhraseBook, phraseBook } from "../words/phrase-book.ts";
import { foldedWords } from "../words/token.ts";
import { isEnglish } from "../words/vocabulary.ts";
import { countryNames } from "./countries.ts";
import { declineWords } from "./decline-words.ts";
import { type KnownValue, knownProcessors, knownValues } from "./known-values.ts";

export interface Named {
  readonly dimension: Dimension;
  readonly value: string;
}

/** The values of a catalogue, ready to be found in a question. */
export interface ValueIndex {
  /** Values that can be named on their own: processors, merchants, issuers, segments, … */
  readonly names: PhraseBook<Named>;
  /** All values of one dimension, for "processor A", "MCC 5411". */
  within(dimension: Dimension): PhraseBook<Named>;
  /** Values of which a word is one of several: "adyen" of "Adyen EU" and "Adyen US". */
  partly(word: string): readonly Named[];
  /** The data's own spelling of a value, or null where the data have no such value. */
  spelling(dimension: Dimension, value: string): string | null;
  readonly words: ReadonlySet<string>;
}

/** Dimensions whose values are names that a business chose. Order is precedence where one name is several things. */
const named: readonly Dimension[] = [
  "processor",
  "merchant_id",
  "issuer",
  "merchant_segment",
  "route_policy",
  "decline_reason",
  "source",
];

/** Of these a single word out of a longer name is understood too. */
const partlyNamed: readonly Dimension[] = ["processor", "merchant_id", "issuer", "source"];

const indexes = new WeakMap<Catalogue, ValueIndex>();

/** Built once per catalogue. */
export function valueIndex(catalogue: Catalogue): ValueIndex {
  const known = indexes.get(catalogue) ?? buildIndex(catalogue);
  indexes.set(catalogue, known);
  return known;
}

function buildIndex(catalogue: Catalogue): ValueIndex {
  const valuesOf = (dimension: Dimension) => catalogue.values[dimension] ?? [];
  const phrasesOf = (dimension: Dimension) =>
    valuesOf(dimension).map((value): [string, Named] => [folded(value), { dimension, value }]);
  const books = new Map<Dimension, PhraseBook<Named>>();
  const spellings = new Map<Dimension, ReadonlyMap<string, string>>();
  const names = named.flatMap(phrasesOf).filter(([phrase]) => standsAlone(phrase));
  const parts = Map.groupBy(partlyNamed.flatMap(partsOf(valuesOf)), ([word]) => word);
  return {
    names: phraseBook(names),
    within: (dimension) => {
      const book = books.get(dimension) ?? phraseBook(phrasesOf(dimension));
      books.set(dimension, book);
      return book;
    },
    partly: (word) => (parts.get(word) ?? []).map(([, name]) => name),
    spelling: (dimension, value) => {
      const book =
        spellings.get(dimension) ??
        new Map(valuesOf(dimension).map((own) => [folded(own), own] as const));
      spellings.set(dimension, book);
      return book.get(folded(value)) ?? null;
    },
    words: new Set([...names.flatMap(([phrase]) => phrase.split(" ")), ...parts.keys()]),
  };
}

const folded = (value: string): string => foldedWords(value).join(" ");

/** "travel" names a segment by itself; "a", "12" or "default" need their dimension's name beside them. */
const standsAlone = (phrase: string): boolean =>
  phrase.includes(" ") || (phrase.length > 2 && !/^\d{1,5}$/.test(phrase) && !isEnglish(phrase));

const partsOf =
  (valuesOf: (dimension: Dimension) => readonly string[]) =>
  (dimension: Dimension): [string, Named][] =>
    valuesOf(dimension).flatMap((value) => {
      const words = foldedWords(value);
      const telling = words.filter((word) => word.length > 2 && !isEnglish(word));
      return words.length < 2
        ? []
        : telling.map((word): [string, Named] => [word, { dimension, value }]);
    });

/** Values by phrase that hold for any data: closed lists, decline reasons, countries, well-known processors. */
export const knownBook: PhraseBook<KnownValue> = phraseBook<KnownValue>([
  ...knownValues,
  ...declineWords,
  ...[...countryNames].map(([phrase, value]): [string, KnownValue] => [
    phrase,
    { dimension: "issuer_country", value },
  ]),
  ...knownProcessors.map((name): [string, KnownValue] => [
    folded(name),
    { dimension: "processor", value: name },
  ]),
]);

/** Which of several meanings of one name is meant first: a processor before a merchant, a feed last. */
export const byPrecedence = (a: Named, b: Named): number =>
  named.indexOf(a.dimension) - named.indexOf(b.dimension);
