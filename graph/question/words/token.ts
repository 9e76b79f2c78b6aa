/** A word of the question: as it was written, and folded for comparison. */
export interface Token {
  readonly raw: string;
  readonly word: string;
}

/** Longer questions are cut: nobody asks more, and reading stays fast. */
const longestQuestion = 2_000;

const wordPattern =
  /\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?|\d+(?:[-./:]\d+)+|[\p{L}\p{M}\p{N}]+(?:'\p{L}+)?|[%&$€£¥]/giu;

const spoken = new Map(
  Object.entries({
    "%": "percent",
    "&": "and",
    $: "dollar",
    "€": "euro",
    "£": "pound",
    "¥": "yen",
  }),
);

/** Lower case without accents, so that `São Paulo` and `sao paulo` are the same words. */
export const foldWord = (raw: string): string =>
  raw.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss");

/** The words of a text in order. Hyphens and underscores between letters separate words; dates and times stay whole. */
export function tokenise(text: string): Token[] {
  const plain = text
    .slice(0, longestQuestion)
    .normalize("NFKC")
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll(/\b3[-\s]?d[-\s]?s(?:ecure)?\b/gi, "3ds");
  return [...plain.matchAll(wordPattern)].flatMap(([raw]) => expand(raw));
}

/** The folded words only: what names are compared by. */
export const foldedWords = (text: string): string[] => tokenise(text).map((token) => token.word);

/** The text of tokens, one space between words, so that an offset can be mapped back to a token. */
export const textOf = (tokens: readonly Token[]): string => tokens.map((t) => t.word).join(" ");

const questionWords = new Set(
  "what how where that it there who when why here let which".split(" "),
);
const shortened = new Map(
  Object.entries({
    re: "are",
    ve: "have",
    ll: "will",
    d: "would",
    m: "am",
  }),
);
const negated = new Map(Object.entries({ ca: "can", wo: "will", sha: "shall" }));

/** French words that lose their vowel before another: `l'approbation` is two words. */
const elided = new Set("l d qu n s c j jusqu aujourd".split(" "));

/** `what's` is two words, `Adyen's` is one. */
function expand(raw: string): Token[] {
  const word = foldWord(spoken.get(raw) ?? raw);
  const apostrophe = word.indexOf("'");
  if (apostrophe < 0) return [{ raw, word }];
  const head = word.slice(0, apostrophe);
  const tail = word.slice(apostrophe + 1);
  const rawHead = raw.slice(0, apostrophe);
  if (tail === "t" && head.endsWith("n")) {
    const verb = head.slice(0, -1);
    return [
      { raw: rawHead, word: negated.get(verb) ?? verb },
      { raw: tail, word: "not" },
    ];
  }
  if (elided.has(head) && tail.length > 1)
    return [
      { raw: rawHead, word: head },
      { raw: raw.slice(apostrophe + 1), word: tail },
    ];
  const second = tail === "s" && questionWords.has(head) ? "is" : shortened.get(tail);
  const first = { raw: rawHead, word: head };
  return second === undefined ? [first] : [first, { raw: tail, word: second }];
}
