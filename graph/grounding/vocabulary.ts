import { type Dimension, dimension, dimensionIds } from "../../lakehouse/dictionary/dimension.ts";
import { networks, paymentSolutions, threeDsResults } from "../../lakehouse/event/attempt.ts";
import { shownValue } from "../../lakehouse/shown-value.ts";
import type { Catalogue } from "../catalogue.ts";

export interface Meaning {
  readonly dimension: Dimension;
  readonly value: string;
}

/** How a value is written in running text. `exactCase` where a lower-case reading would be an everyday word. */
export interface Phrase {
  readonly text: string;
  readonly exactCase: boolean;
  readonly meaning: Meaning;
}

/** The dimension values that a text can name: those of the data, and those that every payment could have. */
export interface Vocabulary {
  /** By value as written in backticks or in a table cell of its own. */
  readonly exact: ReadonlyMap<string, readonly Meaning[]>;
  /** By all their words, lower case, joined by a space. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** How many words the phrases that begin with this one have. */
  readonly lengths: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Values that are everyday words: only backticks or a cell of their own make them a segment. */
const everyday = new Set(
  "other unknown standard none default manual recurring chip mobile desktop tablet shopper merchant issuer data hard soft fraud technical policy low medium high critical event true false discover processor challenged failed abandoned unavailable ecom source sample online all".split(
    " ",
  ),
);
const always: Partial<Record<Dimension, readonly string[]>> = {
  card_network: networks.filter((network) => network !== "other"),
  funding_type: ["credit", "debit", "prepaid"],
  payment_solution: paymentSolutions,
  three_ds_result: threeDsResults,
};
const countryDimensions = ["issuer_country", "merchant_country"] as const;

export const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];

/** Builds the index once per catalogue; looking up a line then costs microseconds. */
export const createVocabulary = (values: Catalogue["values"]): Vocabulary => {
  const exact = new Map<string, Meaning[]>();
  const phrases = new Map<string, Phrase[]>();
  const lengths = new Map<string, Set<number>>();
  const addPhrase = (phrase: Phrase): void => {
    const words = wordsOf(phrase.text.toLowerCase());
    const [first] = words;
    if (first === undefined) return;
    listed(phrases, words.join(" ")).push(phrase);
    lengths.set(first, (lengths.get(first) ?? new Set()).add(words.length));
  };
  for (const id of dimensionIds) {
    for (const value of new Set([...(values[id] ?? []), ...(always[id] ?? [])])) {
      const meaning = { dimension: id, value };
      for (const written of new Set([value, shownValue(value)]))
        listed(exact, written).push(meaning);
      for (const spelling of spellings(meaning)) addPhrase({ ...spelling, meaning });
    }
  }
  for (const [code, name] of countryNames()) {
    for (const id of countryDimensions) {
      const meaning = { dimension: id, value: code };
      const known = listed(exact, code);
      if (!known.some(({ dimension }) => dimension === id)) known.push(meaning);
      addPhrase({ text: name, exactCase: true, meaning });
    }
  }
  return { exact, phrases, lengths };
};

/** The list under a key, begun where there is none. */
const listed = <Item>(lists: Map<string, Item[]>, key: string): Item[] => {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
};

const spellings = ({ dimension: id, value }: Meaning): { text: string; exactCase: boolean }[] => {
  const named = dimension(id).words.map((word) => ({ text: `${word} ${value}`, exactCase: false }));
  if (id.startsWith("is_")) return [];
  if (everyday.has(value.toLowerCase())) return named;
  if (id === "currency") return named;
  if (countryDimensions.some((country) => country === id))
    return [{ text: value, exactCase: true }, ...named];
  if (value.length < 3 || /\d/.test(value)) return named;
  if (id === "decline_reason" || id === "merchant_segment")
    return [{ text: value, exactCase: true }, ...inWords(value)];
  return [{ text: value, exactCase: false }, ...inWords(value)];
};

/** INSUFFICIENT_FUNDS is also said "insufficient funds". */
const inWords = (value: string): { text: string; exactCase: boolean }[] =>
  value.includes("_") ? [{ text: value.toLowerCase().replaceAll("_", " "), exactCase: false }] : [];

let countries: (readonly [string, string])[] | null = null;

/** ISO 3166 alpha-2 codes with their English names, from Intl. */
const countryNames = (): readonly (readonly [string, string])[] => {
  if (countries !== null) return countries;
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
  countries = letters
    .flatMap((first) => letters.map((second) => `${first}${second}`))
    .map((code) => [code, names.of(code) ?? ""] as const)
    .filter(([, name]) => name !== "");
  return countries;
};
