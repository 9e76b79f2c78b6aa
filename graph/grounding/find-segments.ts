import type { Meaning, Vocabulary } from "./vocabulary.ts";

/** A dimension value named in a text, with every dimension it may belong to. */
export interface Segment {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  readonly meanings: readonly Meaning[];
}

/** Dimension values in backticks, in running text, and where a whole table cell is one. */
export const findSegments = (text: string, vocabulary: Vocabulary): Segment[] => {
  const quoted = findQuoted(text, vocabulary);
  const masked = blank(text, quoted);
  return [...quoted, ...findPhrases(masked, vocabulary)].sort((a, b) => a.start - b.start);
};

/** The text with some of its stretches replaced by spaces, so that positions stay. */
export const blank = (
  text: string,
  stretches: readonly { start: number; end: number }[],
): string => {
  let result = text;
  for (const { start, end } of stretches)
    result = `${result.slice(0, start)}${" ".repeat(end - start)}${result.slice(end)}`;
  return result;
};

const findQuoted = (text: string, vocabulary: Vocabulary): Segment[] => {
  const found: Segment[] = [];
  for (const match of text.matchAll(/`([^`]+)`|(?<=^|\| )([^|`]+?)(?= \||$)/gu)) {
    const cell = match[2] ?? "";
    const meanings = vocabulary.exact.get(match[1] ?? cell);
    if (meanings === undefined || isPlainNumber(cell)) continue;
    found.push({ raw: match[0], start: match.index, end: match.index + match[0].length, meanings });
  }
  return found;
};

/** A bare number in a cell is a number, even where a merchant has the same name. */
const isPlainNumber = (cell: string): boolean => /^[\d,.]+$/.test(cell);

const findPhrases = (text: string, vocabulary: Vocabulary): Segment[] => {
  const words = [...text.matchAll(/[\p{L}\p{N}_]+/gu)].map((match) => ({
    text: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const found: Segment[] = [];
  for (let at = 0; at < words.length; ) {
    const longest = longestAt(text, words.slice(at, at + mostWords), vocabulary);
    if (longest !== null) found.push(longest.segment);
    at += longest?.words ?? 1;
  }
  return found;
};

/** Names of more words are not looked for. */
const mostWords = 12;

type Word = Readonly<Record<"start" | "end", number>> & { readonly text: string };

const longestAt = (
  text: string,
  words: readonly Word[],
  { phrases, lengths }: Vocabulary,
): { segment: Segment; words: number } | null => {
  const [first] = words;
  if (first === undefined) return null;
  const possible = [...(lengths.get(first.text) ?? [])].sort((a, b) => b - a);
  for (const length of possible) {
    const last = words[length - 1];
    if (last === undefined) continue;
    const key = words.slice(0, length).map((word) => word.text);
    const raw = text.slice(first.start, last.end);
    const meanings = (phrases.get(key.join(" ")) ?? [])
      .filter((phrase) => !phrase.exactCase || phrase.text === raw)
      .map(({ meaning }) => meaning);
    if (meanings.length > 0)
      return { segment: { raw, start: first.start, end: last.end, meanings }, words: length };
  }
  return null;
};
