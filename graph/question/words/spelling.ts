import { distance } from "fastest-levenshtein";

const shortestCorrected = 5;
const mostCorrected = 8;

/**
 * Corrects misspelt words: one letter wrong, missing, doubled or swapped with its neighbour (two in words of nine letters
 * or more), where exactly one known word is that near. Words with digits, words shorter than five letters (four for a swap)
 * and known words stay.
 */
export function correctSpelling(
  words: readonly string[],
  isKnown: (word: string) => boolean,
  vocabularies: readonly Iterable<string>[],
): string[] {
  const wrong = new Set(
    words.filter((word) => /^[a-z]{4,}$/.test(word) && !isKnown(word)).slice(0, mostCorrected),
  );
  if (wrong.size === 0) return [...words];
  const best = new Map<string, { readonly near: Set<string>; readonly steps: number }>();
  for (const vocabulary of vocabularies)
    for (const candidate of vocabulary)
      for (const word of wrong) {
        const steps = stepsBetween(word, candidate);
        const known = best.get(word);
        if (steps === null || (known && known.steps < steps)) continue;
        if (known && known.steps === steps) known.near.add(candidate);
        else best.set(word, { near: new Set([candidate]), steps });
      }
  return words.map((word) => {
    const near = [...(best.get(word)?.near ?? [])];
    // Why: a letter left out is the commonest slip, so "approvl" is "approval" rather than "approve".
    const longer = near.filter((candidate) => leavesOut(word, candidate));
    const [only, ...others] = near.length > 1 && longer.length === 1 ? longer : near;
    return only !== undefined && others.length === 0 ? only : word;
  });
}

/** Edits between two words if few enough for their length, else null. A swap of neighbours is one edit. */
function stepsBetween(word: string, candidate: string): number | null {
  if (Math.abs(word.length - candidate.length) > 2 || candidate.length < 4) return null;
  const swapped = word.length === candidate.length && sameLetters(word, candidate);
  if (word.length < shortestCorrected) return swapped && distance(word, candidate) === 2 ? 1 : null;
  const edits = distance(word, candidate);
  if (swapped && edits === 2) return 1;
  return edits <= (word.length >= 9 && candidate.length >= 8 ? 2 : 1) ? edits : null;
}

/** True where the word is the candidate without some of its letters. */
const leavesOut = (word: string, candidate: string): boolean => {
  let at = 0;
  for (const letter of candidate) if (letter === word[at]) at += 1;
  return at === word.length && candidate.length > word.length;
};

const sameLetters = (a: string, b: string): boolean =>
  [...a].toSorted().join("") === [...b].toSorted().join("");
