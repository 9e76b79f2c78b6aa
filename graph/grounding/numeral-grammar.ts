import type { NumeralUnit } from "./numeral.ts";

const month =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\b\\.?";
const clock = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?(?:Z|[+-]\\d{2}:\\d{2})?";
const day = "\\d{1,2}(?:st|nd|rd|th)?";

const date = [
  `\\d{4}-\\d{2}-\\d{2}(?:[T ]${clock})?`,
  "\\d{4}-\\d{2}(?![\\d-])",
  clock,
  `${day}(?:\\s?[–-]\\s?${day})?\\s+(?:of\\s+)?${month}(?:\\s+\\d{4})?`,
  `${month}\\s+${day}(?:\\s?[–-]\\s?${day})?(?![\\d])(?:,?\\s+\\d{4})?`,
  `${month}\\s+\\d{4}`,
  "Q[1-4](?:\\s+\\d{4})?",
].join("|");

/** Words that are quantities. "One" and "second" are left out: they are mostly no numbers in English. */
export const numberWords: Readonly<Record<string, number>> = {
  zero: 0,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  dozen: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  hundreds: 100,
  thousand: 1_000,
  thousands: 1_000,
  million: 1_000_000,
  millions: 1_000_000,
  billion: 1_000_000_000,
  half: 0.5,
  twice: 2,
  double: 2,
  doubled: 2,
  triple: 3,
  tripled: 3,
  thirds: 3,
  quarters: 4,
};

/** What the words behind a number make of it. */
export const unitOf: Readonly<Record<string, NumeralUnit>> = {
  "%": "percent",
  percent: "percent",
  "per cent": "percent",
  pp: "pp",
  "percentage point": "pp",
  "percentage points": "pp",
  bps: "bps",
  bp: "bps",
  "basis point": "bps",
  "basis points": "bps",
  ms: "ms",
  millisecond: "ms",
  milliseconds: "ms",
  s: "seconds",
  second: "seconds",
  seconds: "seconds",
  min: "minutes",
  minute: "minutes",
  minutes: "minutes",
  h: "hours",
  hour: "hours",
  hours: "hours",
  day: "days",
  days: "days",
  week: "weeks",
  weeks: "weeks",
  month: "months",
  months: "months",
  year: "years",
  years: "years",
  x: "times",
  "×": "times",
  times: "times",
  st: "ordinal",
  nd: "ordinal",
  rd: "ordinal",
  th: "ordinal",
};

export const multiplierOf: Readonly<Record<string, number>> = {
  k: 1_000,
  K: 1_000,
  thousand: 1_000,
  M: 1_000_000,
  million: 1_000_000,
  bn: 1_000_000_000,
  billion: 1_000_000_000,
};

export const currencyOfSymbol: Readonly<Record<string, string>> = {
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  R$: "BRL",
  "₹": "INR",
};

/** What counts are counts of; a swapped noun is a swapped unit. */
export const countedNouns =
  /^\s+(?:(?:more|fewer|less|counted|approved|declined|recovered|issuer|of)\s+){0,2}(attempts?|payments?|declines?|approvals?|retries|retry|disputes?|issuers?|merchants?|cards?|reattempts?|points?)\b/i;

const spellings = Object.keys(numberWords).flatMap((word) => [word, capitalised(word)]);
function capitalised(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

const alternatives = (record: Readonly<Record<string, unknown>>): string =>
  Object.keys(record)
    .sort((a, b) => b.length - a.length)
    .map((key) => key.replace(/[$]/g, "\\$&"))
    .join("|");

/** Longest first, in the order in which they are tried at one position. */
export const numeralPattern = new RegExp(
  [
    "(?<reference>\\br-[0-9a-f]{12}\\b)",
    `(?<date>(?<![\\w.,])(?:${date})(?!\\w))`,
    "(?<code>\\b(?:[A-Za-z_]+\\d\\w*|\\d-D\\b|\\d+(?!(?:k|K|M|bn|pp|bps?|ms|s|min|h|x|st|nd|rd|th)\\b)[A-Za-z_]\\w*))",
    `(?<number>(?:(?<before>\\b[A-Z]{3}|${alternatives(currencyOfSymbol)})\\s?)?(?<!\\w)(?<sign>(?<![\\w\\d)])[+−-]\\s?)?(?<digits>\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?<fraction>\\.\\d+)?(?:\\s?(?<multiplier>${alternatives(multiplierOf)})(?![A-Za-z]))?(?:\\s?(?<unit>${alternatives(unitOf)})(?![A-Za-z])|\\s(?<after>[A-Z]{3})\\b)?)`,
    `(?<word>(?<![\\w-])(?:${spellings.join("|")})(?![\\w-]))`,
    // Why: digits glued to something unforeseen must not slip through.
    "(?<leftover>\\d+)",
  ].join("|"),
  "gu",
);
