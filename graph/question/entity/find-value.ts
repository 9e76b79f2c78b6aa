import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import type { Token } from "../words/token.ts";
import { dimensionBook, isEnglish } from "../words/vocabulary.ts";
import { countryGroups, countryNames } from "./countries.ts";
import { currencyCode, currencyNames } from "./currencies.ts";
import { reasonOfCode } from "./decline-words.ts";
import type { KnownValue } from "./known-values.ts";
import type { Mention } from "./mention.ts";
import { byPrecedence, knownBook, type Named, type ValueIndex } from "./value-index.ts";

/** What is named at a place in the question. */
export interface Found {
  readonly length: number;
  readonly mentions: readonly Omit<Mention, "written" | "excluded">[];
  readonly ambiguity?: readonly Named[];
  readonly unknownOf?: Dimension;
}

export interface Place {
  readonly tokens: readonly Token[];
  readonly words: readonly string[];
  readonly at: number;
  readonly index: ValueIndex;
}

/** The value named at a place: the data's own names before general ones, longer before shorter. */
export const findValue = (place: Place): Found | null =>
  afterDimension(place) ??
  beforeDimension(place) ??
  ownOrKnown(place) ??
  codeAt(place) ??
  singleLetter(place) ??
  partOfName(place);

/** "processor A", "MCC 5411", "merchant account AcmeECOM"; and "processor Foo", which the data do not have. */
function afterDimension({ tokens, words, at, index }: Place): Found | null {
  const dimension = dimensionBook.longestAt(words, at);
  const id = dimension?.values[0];
  if (!dimension || !id) return null;
  const after = at + dimension.length;
  const start = /^(?:id|code|called|named)$/.test(words[after] ?? "") ? after + 1 : after;
  const value = index.within(id).longestAt(words, start);
  const isWord = value?.length === 1 && isFunctionWord(tokens, start);
  if (value && !isWord) return one(index, start - at + value.length, value.values[0], true);
  const next = tokens[start];
  return next && isUnknownName(next, id, words, start)
    ? { length: start - at + 1, mentions: [], unknownOf: id }
    : null;
}

/** "the processor in Brazil", "a processor a customer likes": no names, even where a value is spelt like that. */
function isFunctionWord(tokens: readonly Token[], at: number): boolean {
  const raw = tokens[at]?.raw ?? "";
  const next = tokens[at + 1]?.word;
  if (raw === "a")
    return next !== undefined && !/^(?:in|on|for|vs|and|or|to|by|with|from|is)$/.test(next);
  return /^(?:an|all|and|or|in|is|of|to|by|for|on|at|with|than|that|do|does)$/.test(raw);
}

const nameable = new Set<Dimension>([
  "processor",
  "merchant_id",
  "issuer",
  "card_bin",
  "mcc",
  "merchant_segment",
  "source",
]);

function isUnknownName(next: Token, id: Dimension, words: readonly string[], at: number): boolean {
  if (!nameable.has(id)) return false;
  if (knownBook.longestAt(words, at) && id !== "processor") return false;
  if (id === "card_bin") return /^\d{6,8}$/.test(next.word);
  if (id === "mcc") return /^\d{4}$/.test(next.word);
  const capital = next.raw !== next.raw.toLowerCase();
  return /^\p{L}/u.test(next.word) && !isEnglish(next.word) && (capital || next.word.length > 2);
}

/** "travel segment", "A processor": a value whose name needs the dimension beside it. */
function beforeDimension({ tokens, words, at, index }: Place): Found | null {
  const raw = tokens[at]?.raw ?? "";
  if (isEnglish(words[at] ?? "") && raw === raw.toLowerCase()) return null;
  for (const length of [3, 2, 1]) {
    const id = dimensionBook.longestAt(words, at + length)?.values[0];
    const value = id && index.within(id).longestAt(words, at);
    if (id && value?.length === length && !(raw === "A" && at === 0))
      return one(index, length, value.values[0], true);
  }
  return null;
}

function ownOrKnown({ words, at, index, tokens }: Place): Found | null {
  const own = index.names.longestAt(words, at) ?? singular(words, at, index);
  const known = knownBook.longestAt(words, at);
  if (own && own.length >= (known?.length ?? 0)) return ownValue(index, own.length, own.values);
  const group =
    countryGroups.get(words.slice(at, at + 2).join(" ")) ?? countryGroups.get(words[at] ?? "");
  if (group)
    return groupOf(group, countryGroups.has(words.slice(at, at + 2).join(" ")) ? 2 : 1, index);
  if (!known || isVerb(tokens, at, known.length)) return null;
  const value = known.values[0];
  if (!value) return null;
  const dimension =
    value.dimension === "issuer_country" ? countryDimension(words, at) : value.dimension;
  return one(index, known.length, { ...value, dimension });
}

const singular = (words: readonly string[], at: number, index: ValueIndex) => {
  const word = words[at] ?? "";
  return word.length > 4 && word.endsWith("s")
    ? index.names.longestAt([word.slice(0, -1)], 0)
    : null;
};

/** "us" is a country in capitals only; "expired", "token" or "master" are ordinary words in lower case too, but never verbs. */
const isVerb = (tokens: readonly Token[], at: number, length: number): boolean =>
  length === 1 && /^(?:in|no|is|it|at|be|as|us|do|me|my|so|am|to)$/.test(tokens[at]?.raw ?? "");

/** One name for values of several dimensions: the feed gives way; otherwise the question has two readings. */
function ownValue(index: ValueIndex, length: number, values: readonly Named[]): Found {
  const [first, ...others] = values.toSorted(byPrecedence);
  const rivals = others.filter(
    ({ dimension }) => dimension !== "source" && dimension !== first?.dimension,
  );
  if (first && rivals.length > 0) return { length, mentions: [], ambiguity: [first, ...rivals] };
  return one(index, length, first);
}

/** The members of a group of countries that the data have; all of them, not found, where there are none. */
function groupOf(codes: readonly string[], length: number, index: ValueIndex): Found {
  const members = codes.flatMap(
    (value) => one(index, 1, { dimension: "issuer_country", value }).mentions,
  );
  const present = members.filter(({ value }) => value !== null);
  return { length, mentions: present.length > 0 ? present : members.slice(0, 1) };
}

/** The issuer's country, unless the words around speak of merchants: "merchants in Brazil", "Brazilian merchants". */
function countryDimension(words: readonly string[], at: number): Dimension {
  const near = [...words.slice(Math.max(0, at - 3), at), words[at + 1] ?? ""].join(" ");
  return /\b(?:merchants?|shops?|stores?|sellers?|comercios?|lojistas?|handlern?)\b/.test(near)
    ? "merchant_country"
    : "issuer_country";
}

/** Codes: response codes, BINs, countries in capitals, currencies. */
function codeAt({ tokens, words, at, index }: Place): Found | null {
  const raw = tokens[at]?.raw ?? "";
  const shouting = tokens.every((token) => token.raw === token.raw.toUpperCase());
  const reason = reasonOfCode(words, at);
  if (reason) return one(index, 1, reason);
  const bin = index.spelling("card_bin", raw);
  if (/^\d{6,8}$/.test(raw) && bin !== null)
    return one(index, 1, { dimension: "card_bin", value: bin });
  if (/^[A-Z]{2}$/.test(raw) && !shouting) {
    const value = index.spelling("issuer_country", raw);
    const named = /^(?:in|for|from|of|en|em|para|fur)$/.test(words[at - 1] ?? "") && codes.has(raw);
    if (value !== null || named)
      return one(index, 1, { dimension: countryDimension(words, at), value: raw });
  }
  const name = currencyNames.get(words.slice(at, at + 2).join(" "));
  const currency =
    name ?? currencyNames.get(words[at] ?? "") ?? (shouting ? null : currencyCode(raw));
  return currency
    ? one(index, name?.includes(" ") ? 2 : 1, { dimension: "currency", value: currency })
    : null;
}

const codes = new Set(countryNames.values());

/** "from A to B": processors that are called by one letter, written in capitals. */
function singleLetter({ tokens, words, at, index }: Place): Found | null {
  const raw = tokens[at]?.raw ?? "";
  if (!/^[A-Z]$/.test(raw) || raw === "I" || (at === 0 && raw === "A" && words[1] !== "vs"))
    return null;
  const value = index.spelling("processor", raw);
  return value === null ? null : one(index, 1, { dimension: "processor", value });
}

/** "Adyen" where the data have "Adyen EU" and "Adyen US". */
function partOfName({ words, at, index }: Place): Found | null {
  const word = words[at] ?? "";
  const owners = isEnglish(word) ? [] : index.partly(word).toSorted(byPrecedence);
  const [first] = owners;
  if (!first) return null;
  const same = owners.filter(({ dimension }) => dimension === first.dimension);
  return same.length > 1 ? { length: 1, mentions: [], ambiguity: same } : one(index, 1, first);
}

/** A value by its canonical name; the data's spelling of it, or null, is looked up. */
function one(
  index: ValueIndex,
  length: number,
  value: KnownValue | undefined,
  explicit = false,
): Found {
  if (!value) return { length, mentions: [] };
  const { dimension, value: code } = value;
  const honor = dimension === "decline_reason" && code === "DO_NOT_HONOR" ? "do-not-honor" : null;
  const topic = value.topic ?? honor;
  return {
    length,
    mentions: [{ dimension, code, value: index.spelling(dimension, code), topic, explicit }],
  };
}
