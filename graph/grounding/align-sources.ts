import type { AnswerLine } from "./answer-lines.ts";
import type { Source } from "./source.ts";

/** Share of words that a line must have in common with a statement to be taken for it. */
const minimumLikeness = 0.5;

/**
 * Finds for each line the statement it was rendered from: the same text first, then the most alike among those not
 * yet taken. Null for a line that comes from none.
 */
export const alignSources = (
  lines: readonly AnswerLine[],
  sources: readonly Source[],
): (Source | null)[] => {
  const free = new Set(sources);
  const exact = lines.map(({ text }) => take(free, (source) => source.text === text));
  return lines.map((line, index) => exact[index] ?? takeMostAlike(free, line));
};

const take = (free: Set<Source>, matches: (source: Source) => boolean): Source | null => {
  for (const source of free) {
    if (!matches(source)) continue;
    free.delete(source);
    return source;
  }
  return null;
};

const takeMostAlike = (free: Set<Source>, line: AnswerLine): Source | null => {
  const words = skeleton(line.text);
  let best: Source | null = null;
  let bestLikeness = minimumLikeness;
  for (const source of free) {
    const likeness = dice(words, skeleton(source.text));
    if (likeness <= bestLikeness) continue;
    best = source;
    bestLikeness = likeness;
  }
  if (best !== null) free.delete(best);
  return best;
};

/** Words with digits masked, so that an altered number does not make a line unlike its statement. */
const skeleton = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/\d/g, "0")
    .match(/[^\s|]+/g) ?? [];

const dice = (a: readonly string[], b: readonly string[]): number => {
  const left = [...b];
  const shared = a.filter((word) => {
    const at = left.indexOf(word);
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  }).length;
  return (2 * shared) / Math.max(1, a.length + b.length);
};
