import type { Numeral, NumeralUnit } from "./numeral.ts";
import {
  countedNouns,
  currencyOfSymbol,
  multiplierOf,
  numberWords,
  numeralPattern,
  unitOf,
} from "./numeral-grammar.ts";

const currencies = new Set(Intl.supportedValuesOf("currency"));
type Groups = Readonly<Record<string, string | undefined>>;

/**
 * Every quantity, date, number word and code with digits in one line of text, in reading order.
 * Digit separators, signs, %, pp, bps, k/M, currencies before and after, ranges, ordinals, ISO and month-day dates,
 * times and number words are understood; a range `22–51%` gives its unit to both ends.
 */
export const findNumerals = (text: string): Numeral[] => {
  const found: Numeral[] = [];
  for (const match of text.matchAll(numeralPattern)) {
    found.push(readMatch(text, match[0], match.index, match.groups ?? {}));
  }
  return found.map((numeral, index) => withUnitOfRange(text, numeral, found[index + 1]));
};

const readMatch = (text: string, raw: string, start: number, groups: Groups): Numeral => {
  const place = { raw, start, end: start + raw.length };
  const none = { value: null, tolerance: 0, unit: null, currency: null, sign: null, noun: null };
  if (groups.reference) return { ...place, ...none, kind: "reference" };
  if (groups.date) return { ...place, ...none, kind: "date" };
  if (groups.code ?? groups.leftover) return { ...place, ...none, kind: "code" };
  if (groups.word) {
    const value = numberWords[raw.toLowerCase()] ?? 0;
    return { ...place, ...none, kind: "word", value, noun: nounAfter(text, place.end) };
  }
  return readNumber(text, place, groups);
};

const readNumber = (
  text: string,
  found: { raw: string; start: number; end: number },
  groups: Groups,
): Numeral => {
  const place = trimmedToCurrency(found, groups);
  const multiplier = multiplierOf[groups.multiplier ?? ""] ?? 1;
  const fraction = groups.fraction ?? "";
  const size = Number(`${(groups.digits ?? "").replaceAll(",", "")}${fraction}`) * multiplier;
  const sign = groups.sign === undefined ? null : groups.sign.startsWith("+") ? "+" : "-";
  const currency = currencyOf(groups.before) ?? currencyOf(groups.after);
  return {
    ...place,
    kind: "number",
    value: sign === "-" ? -size : size,
    tolerance: (0.5 * multiplier) / 10 ** Math.max(0, fraction.length - 1),
    unit: currency === null ? unitFrom(groups.unit) : "money",
    currency,
    sign,
    noun: nounAfter(text, place.end),
  };
};

/** "MCC 12" and "12 NOT" carry three capitals that are no currency: they are not part of the number. */
const trimmedToCurrency = (
  found: { raw: string; start: number; end: number },
  groups: Groups,
): { raw: string; start: number; end: number } => {
  const ahead = groups.before !== undefined && currencyOf(groups.before) === null;
  const behind = groups.after !== undefined && currencyOf(groups.after) === null;
  const cutStart = ahead ? found.raw.search(/[+−\d-]/u) : 0;
  const cutEnd = behind ? found.raw.length - (groups.after ?? "").length - 1 : found.raw.length;
  return {
    raw: found.raw.slice(cutStart, cutEnd),
    start: found.start + cutStart,
    end: found.start + cutEnd,
  };
};

const currencyOf = (text: string | undefined): string | null => {
  if (text === undefined) return null;
  return currencyOfSymbol[text] ?? (currencies.has(text) ? text : null);
};

const unitFrom = (text: string | undefined): NumeralUnit | null =>
  text === undefined ? null : (unitOf[text] ?? null);

const nounAfter = (text: string, end: number): string | null => {
  const noun = countedNouns.exec(text.slice(end, end + 60))?.[1];
  return noun === undefined ? null : noun.toLowerCase().replace(/s$/, "");
};

const withUnitOfRange = (text: string, numeral: Numeral, next: Numeral | undefined): Numeral => {
  if (numeral.kind !== "number" || numeral.unit !== null || next === undefined) return numeral;
  const isRange = /^\s?[–-]\s?$/.test(text.slice(numeral.end, next.start));
  return isRange && next.kind === "number" ? { ...numeral, unit: next.unit } : numeral;
};
