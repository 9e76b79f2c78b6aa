import type { Reading } from "./reading.ts";
import type { Token } from "./words/token.ts";
import { languages } from "./words/translate.ts";
import { isEnglish } from "./words/vocabulary.ts";

export interface UnknownWords {
  /** Capitalised after a preposition: the name of something that is not in the data. */
  readonly names: readonly string[];
  /** Words that mean nothing here; the rest of the question is answered without them. */
  readonly ignored: readonly string[];
}

const beforeName =
  /^(?:in|for|from|of|at|on|via|through|with|by|to|and|or|vs|than|between|en|em|para|do|da|de)$/;

/** What the question says that was not understood. Names are only told by their capitals where the language allows it. */
export function unknownWords({ words, entities }: Reading): UnknownWords {
  if (words.language) return { names: [], ignored: [] };
  const unknown = entities.tokens.map((token) => isUnknown(token));
  const titled =
    words.asWritten.filter(({ raw }) => isCapital(raw)).length > words.asWritten.length / 2;
  const isName = (token: Token, at: number) =>
    unknown[at] === true &&
    !titled &&
    isCapital(token.raw) &&
    at > 0 &&
    beforeName.test(entities.tokens[at - 1]?.word ?? "");
  return {
    names: entities.tokens.flatMap((token, at) =>
      isName(token, at) ? nameFrom(entities.tokens.slice(at)) : [],
    ),
    ignored: entities.tokens
      .filter((token, at) => unknown[at] && !isName(token, at))
      .map(({ raw }) => raw),
  };
}

/** "Wayne Enterprises": a name goes on while its words have capitals. */
const nameFrom = (tokens: readonly Token[]): string => {
  const end = tokens.findIndex(({ raw }) => !isCapital(raw));
  return tokens
    .slice(0, end < 0 ? undefined : end)
    .map(({ raw }) => raw)
    .join(" ");
};

const isCapital = (raw: string): boolean => /^\p{Lu}/u.test(raw);

const isUnknown = ({ word }: Token): boolean =>
  /^\p{L}[\p{L}\p{N}]{2,}$/u.test(word) &&
  !isEnglish(word) &&
  !languages.some(({ book }) => book.vocabulary.has(word));
