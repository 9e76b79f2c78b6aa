/** Phrases of one or more folded words, looked up by the longest that begins at a place. */
export interface PhraseBook<Value> {
  /** The longest phrase that begins at `words[at]` and what it stands for (several values where it is ambiguous). */
  longestAt(words: readonly string[], at: number): PhraseMatch<Value> | null;
  /** Every single word that occurs in a phrase. */
  readonly vocabulary: ReadonlySet<string>;
}

export interface PhraseMatch<Value> {
  readonly length: number;
  readonly values: readonly Value[];
}

interface Entry<Value> {
  readonly words: readonly string[];
  readonly values: Value[];
}

/** Phrases are given folded, their words separated by one space. The same phrase may be given with several values. */
export function phraseBook<Value>(phrases: Iterable<readonly [string, Value]>): PhraseBook<Value> {
  const entries = new Map<string, Entry<Value>>();
  for (const [phrase, value] of phrases) {
    const entry = entries.get(phrase);
    if (entry) entry.values.push(value);
    else if (phrase !== "") entries.set(phrase, { words: phrase.split(" "), values: [value] });
  }
  const byFirst = Map.groupBy(entries.values(), (entry) => entry.words[0] ?? "");
  for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length);
  return {
    vocabulary: new Set([...entries.values()].flatMap((entry) => entry.words)),
    longestAt(words, at) {
      const first = words[at];
      const candidates = first === undefined ? undefined : byFirst.get(first);
      const found = candidates?.find((c) => c.words.every((word, i) => words[at + i] === word));
      return found ? { length: found.words.length, values: found.values } : null;
    },
  };
}

/** `{ meaning: "spelling|another spelling" }` as phrases with their meaning. */
export const spellings = (book: Readonly<Record<string, string>>): [string, string][] =>
  Object.entries(book).flatMap(([meaning, list]) =>
    list.split("|").map((phrase): [string, string] => [phrase, meaning]),
  );
