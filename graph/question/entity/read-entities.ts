import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import type { Token } from "../words/token.ts";
import { findValue } from "./find-value.ts";
import { type Ambiguity, type Mention, placeholder } from "./mention.ts";
import type { ValueIndex } from "./value-index.ts";

export interface ReadEntities {
  readonly mentions: readonly Mention[];
  readonly ambiguities: readonly Ambiguity[];
  /** Names after the name of a dimension that are no value of it: "processor Foo". */
  readonly unknown: readonly { readonly dimension: Dimension; readonly written: string }[];
  /** The tokens, every mention collapsed into one placeholder. */
  readonly tokens: readonly Token[];
}

/** Finds every value that the question names, longest names first, the data's own names before general ones. */
export function readEntities(tokens: readonly Token[], index: ValueIndex): ReadEntities {
  const words = tokens.map((token) => token.word);
  const mentions: Mention[] = [];
  const ambiguities: Ambiguity[] = [];
  const unknown: { dimension: Dimension; written: string }[] = [];
  const rest: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const found = findValue({ tokens, words, at, index });
    if (!found) {
      rest.push(...tokens.slice(at, at + 1));
      at += 1;
      continue;
    }
    const written = tokens
      .slice(at, at + found.length)
      .map((token) => token.raw)
      .join(" ");
    const excluded = isExcluded(rest, mentions.at(-1));
    mentions.push(...found.mentions.map((mention) => ({ ...mention, written, excluded })));
    if (found.ambiguity) ambiguities.push({ written, options: found.ambiguity });
    if (found.unknownOf)
      unknown.push({
        dimension: found.unknownOf,
        written: tokens[at + found.length - 1]?.raw ?? written,
      });
    const dimension =
      found.mentions[0]?.dimension ?? found.ambiguity?.[0]?.dimension ?? found.unknownOf;
    if (dimension) rest.push({ raw: written, word: placeholder(dimension) });
    at += found.length;
  }
  return { mentions, ambiguities, unknown, tokens: rest };
}

const excluding =
  /^(?:except|excluding|exclude|without|not|non|outside|besides|minus|ex|excepto|salvo|exceto|ausser|ohne)$/;

/** "except Visa", "other than in Brazil", and the next of a list: "except Visa and Mastercard". */
function isExcluded(before: readonly Token[], previous: Mention | undefined): boolean {
  const words = before.slice(-3).map((token) => token.word);
  const filler = /^(?:in|for|of|the|from|with|all)$/;
  while (filler.test(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  if (excluding.test(last)) return true;
  if (
    /^(?:other than|apart from|everything but|anything but|all but)$/.test(
      words.slice(-2).join(" "),
    )
  )
    return true;
  return (
    (previous?.excluded ?? false) &&
    (/^(?:and|or)$/.test(last) ? /^@/.test(words.at(-2) ?? "") : /^@/.test(last))
  );
}
