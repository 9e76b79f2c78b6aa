import { distance } from "fastest-levenshtein";

/** The candidate that a mistyped word most likely meant; undefined when none is close (a third of its letters wrong). */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const [best] = candidates
    .map((candidate) => ({ candidate, typos: typos(word, candidate) }))
    .sort((a, b) => a.typos - b.typos);
  if (best === undefined) return undefined;
  const allowed = Math.max(1, Math.floor(best.candidate.replace(/^-+/, "").length / 3));
  return best.typos <= allowed ? best.candidate : undefined;
}

/** Letters wrong, missing or too many; two neighbours swapped count as one. */
function typos(word: string, candidate: string): number {
  const swapped = Array.from(
    { length: Math.max(0, word.length - 1) },
    (_, at) => `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`,
  );
  return Math.min(
    distance(word, candidate),
    ...swapped.map((attempt) => 1 + distance(attempt, candidate)),
  );
}
