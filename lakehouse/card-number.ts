/** What was found in a text and what is left of it: BIN (first six) and last four digits, the rest as `*`. */
export interface MaskedText {
  readonly text: string;
  readonly found: number;
}

interface Digit {
  /** Index into the text, in UTF-16 units, and the width of the character there. */
  readonly at: number;
  readonly width: number;
  readonly value: number;
  /** True where the digit before it does not touch it. */
  readonly startsGroup: boolean;
}

const shortest = 13;
const longest = 19;
const couldHoldNumber = /\p{Nd}(?:[^\p{L}\p{Nd}*]*\p{Nd}){12}/u;

/**
 * Masks full card numbers in any spelling: 13–19 digits that pass Luhn in an issued range, with any separators or
 * invisible characters between them, in any script's digits. A longer unbroken run of digits is no card number.
 */
export function maskCardNumbers(text: string): MaskedText {
  if (!couldHoldNumber.test(text)) return { text, found: 0 };
  const masked: Digit[] = [];
  let found = 0;
  for (const run of digitRuns(text)) {
    for (let start = 0; start < run.length; ) {
      const length = run[start]?.startsGroup ? cardLengthAt(run, start) : 0;
      if (length > 0) {
        masked.push(...run.slice(start + 6, start + length - 4));
        found += 1;
      }
      start += Math.max(length, 1);
    }
  }
  return { text: found === 0 ? text : starred(text, masked), found };
}

/** Digits between which no letter and no mask stands, in order. */
function digitRuns(text: string): Digit[][] {
  const runs: Digit[][] = [];
  let run: Digit[] = [];
  let previousEnd = -1;
  for (const match of text.matchAll(/\p{Nd}|\p{L}|\*/gu)) {
    const character = match[0];
    const value = digitValue(character);
    if (value === undefined) {
      if (run.length >= shortest) runs.push(run);
      run = [];
      continue;
    }
    run.push({
      at: match.index,
      width: character.length,
      value,
      startsGroup: match.index !== previousEnd,
    });
    previousEnd = match.index + character.length;
  }
  if (run.length >= shortest) runs.push(run);
  return runs;
}

/** The longest card number that begins at a group of digits and ends at the end of one; 0 if there is none. */
function cardLengthAt(run: readonly Digit[], start: number): number {
  for (let length = Math.min(longest, run.length - start); length >= shortest; length--) {
    const endsGroup = run[start + length]?.startsGroup ?? true;
    if (!endsGroup) continue;
    const digits = run.slice(start, start + length).map((d) => d.value);
    if (isIssued(digits) && passesLuhn(digits)) return length;
  }
  return 0;
}

/** Ranges that networks issue in (ISO/IEC 7812 prefixes), with the lengths used there. */
export function isIssued(digits: ArrayLike<number>): boolean {
  const four = prefix(digits, 4);
  const two = Math.floor(four / 100);
  const n = digits.length;
  if (two >= 40 && two <= 49) return n === 13 || n === 16 || n === 19;
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return n === 16;
  if (two === 34 || two === 37) return n === 15;
  if (two === 36 || two === 38 || two === 39 || (four >= 3000 && four <= 3059)) return n >= 14;
  if (four >= 3528 && four <= 3589) return n >= 16;
  if (two === 60 || two === 62 || two === 64 || two === 65 || two === 81) return n >= 16;
  return (
    two === 50 || (two >= 56 && two <= 59) || two === 61 || two === 63 || (two >= 66 && two <= 69)
  );
}

function prefix(digits: ArrayLike<number>, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 10 + (digits[i] ?? 0);
  return value;
}

/** The check digit rule of ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: ArrayLike<number>): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = digits[digits.length - 1 - i] ?? 0;
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Value of a decimal digit of any script; Unicode keeps each script's ten digits in one block from zero. */
function digitValue(character: string): number | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 48 && code <= 57) return code - 48;
  if (!/^\p{Nd}$/u.test(character)) return undefined;
  const compatible = character.normalize("NFKC");
  if (compatible >= "0" && compatible <= "9") return Number(compatible);
  let zero = code;
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

function starred(text: string, digits: readonly Digit[]): string {
  let result = "";
  let from = 0;
  for (const digit of digits) {
    result += `${text.slice(from, digit.at)}*`;
    from = digit.at + digit.width;
  }
  return result + text.slice(from);
}
