import type { Intent } from "../../agents/intent.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Reading } from "./reading.ts";
import { noSuchValue } from "./scope-filters.ts";
import { unknownWords } from "./unknown-words.ts";

/** In these questions "processor X" may stand for any processor; elsewhere it is a name that the data lack. */
const aboutAnyProcessor = new Set<Intent>(["route_what_if", "route_choice", "latency"]);

/** What follows from names and words that the data lack. */
export interface UnknownNames {
  readonly refusal: string | null;
  readonly assumptions: readonly string[];
}

/** A name that the data lack is refused with the names that they have; a word without meaning is named as left out. */
export function unknownNames(reading: Reading, intent: Intent, catalogue: Catalogue): UnknownNames {
  const [first] = reading.entities.unknown;
  const processors = (catalogue.values.processor ?? []).join(", ");
  const letters = reading.words.tokens
    .filter(({ raw }, at) => at > 0 && /^[A-HJ-Z]$/.test(raw))
    .map(({ raw }) => raw);
  const unnamed = letters.filter(
    (letter) =>
      !reading.entities.mentions.some(({ written }) => written.split(" ").includes(letter)),
  );
  if (unnamed.length > 0 && aboutAnyProcessor.has(intent))
    return {
      refusal: null,
      assumptions: [
        `${unnamed.join(" and ")}: no processor of the data (${processors}); all of them are looked at.`,
      ],
    };
  if (first)
    return { refusal: noSuchValue(first.dimension, first.written, catalogue), assumptions: [] };
  const { names, ignored } = unknownWords(reading);
  const [name] = names;
  if (name !== undefined) {
    const countries = (catalogue.values.issuer_country ?? []).slice(0, 8).join(", ");
    const merchants = (catalogue.values.merchant_id ?? []).slice(0, 8).join(", ");
    return {
      refusal: `Nothing in the loaded data is called "${name}". Processors: ${processors || "none named"}. Issuer countries: ${countries || "none named"}. Merchants: ${merchants || "none named"}.`,
      assumptions: [],
    };
  }
  return {
    refusal: null,
    assumptions:
      ignored.length > 0
        ? [`Not understood and left out: ${ignored.map((word) => `"${word}"`).join(", ")}.`]
        : [],
  };
}
