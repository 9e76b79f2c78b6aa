import { maskCardNumbers } from "./card-number.ts";

/** Masks card numbers in a text that comes in pieces, however a number is cut. What `push` returns may be shown. */
export interface CardNumberStream {
  push(piece: string): string;
  /** The rest. */
  end(): string;
}

/** More than a card number of 19 digits needs, with separators between all of them. */
const mostHeld = 256;

const endsRun = /[\p{L}*]/gu;
const digits = /\p{Nd}/u;

/**
 * Holds back only what a card number could still grow out of: the text after the last letter, and none of it while it
 * has no digit.
 */
export const cardNumberStream = (): CardNumberStream => {
  let held = "";
  const release = (until: number): string => {
    const { text } = maskCardNumbers(held.slice(0, until));
    held = held.slice(until);
    return text;
  };
  return {
    push(piece) {
      held += piece;
      return release(safeLength(held));
    },
    end: () => release(held.length),
  };
};

/** How much of a text can be judged without knowing what follows. */
const safeLength = (text: string): number => {
  let end = 0;
  for (const match of text.matchAll(endsRun)) end = match.index + match[0].length;
  const tail = text.slice(end);
  if (!digits.test(tail)) return splitsPair(text) ? text.length - 1 : text.length;
  return tail.length > mostHeld ? gapBefore(text, text.length - mostHeld / 2) : end;
};

/** A long stretch without a letter is judged up to its widest gap: where a number would hardly go on. */
const gapBefore = (text: string, at: number): number => {
  const from = text.lastIndexOf("\n", at);
  return from > 0 ? from : text.lastIndexOf(" ", at) + 1;
};

/** Half of a character outside the basic plane says nothing yet. */
const splitsPair = (text: string): boolean => {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
};
