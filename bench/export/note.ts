import type { Random } from "../../sample/random.ts";

/** Public test numbers of the networks: they pass Luhn and belong to nobody. */
const testNumbers = [
  "4111111111111111",
  "4242424242424242",
  "5555555555554444",
  "378282246310005",
  "6011111111111117",
];
const separators = [" ", "-", "\u00a0", "", "."];

/** Free text as shoppers and shops write it: quotes, delimiters and line breaks included. */
export const messyNote = (random: Random): string =>
  random.weighted([
    ["", 80],
    ["Gift, wrapped; leave at the door", 6],
    ['He said "ring twice"', 5],
    ["first line\nsecond line, same order", 4],
    ["Müller’s café – Zürich", 5],
  ]);

/** Free text with a full card number in one of its spellings. */
export const cardNumberNote = (random: Random): string => {
  const number = testNumbers[random.whole(0, testNumbers.length - 1)] ?? "";
  const separator = separators[random.whole(0, separators.length - 1)] ?? "";
  const groups = number.match(/.{1,4}/g) ?? [];
  return `card ${groups.join(separator)} by phone`;
};

/** `1234567.89` as `1,234,567.89`. */
export const withThousands = (amount: string): string =>
  amount.replaceAll(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ",");
