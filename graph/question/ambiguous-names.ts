import type { Intent } from "../../agents/intent.ts";
import { dimension } from "../../lakehouse/dictionary/dimension.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Ambiguity } from "./entity/mention.ts";
import { valueIndex } from "./entity/value-index.ts";
import type { Reading } from "./reading.ts";

/** Intents that speak of processors as such, whatever accounts one has there. */
const aboutProcessors = new Set<Intent>(["route_choice", "route_what_if", "latency"]);

/**
 * "Approval of Adyen" where the data hold several Adyen accounts: all of them, or one? Not asked where the question says
 * "processor Adyen", "all", names another processor too, or is about processors as such.
 */
export function accountsBehind(
  reading: Reading,
  intent: Intent,
  catalogue: Catalogue,
): Ambiguity | null {
  const processors = reading.entities.mentions.filter(
    (mention) => mention.dimension === "processor",
  );
  const [named] = processors;
  if (!named?.value || processors.length > 1 || named.explicit || named.excluded) return null;
  if (aboutProcessors.has(intent) || reading.by.length > 0) return null;
  if (["all", "both", "overall", "together", "total"].some((word) => reading.terms.has(word)))
    return null;
  const others = reading.entities.mentions.some(
    ({ dimension: id }) => id === "merchant_id" || id === "source",
  );
  const accounts = valueIndex(catalogue)
    .partly(named.written.toLowerCase())
    .filter(({ dimension: id }) => id === "merchant_id" || id === "source");
  const [first] = accounts;
  const same = accounts.filter(({ dimension: id }) => id === first?.dimension);
  if (others || same.length < 2) return null;
  return {
    written: named.written,
    options: [...same, { dimension: "processor", value: named.value }],
  };
}

/** The one question back, and the readings to choose from; each can be given as the answer. */
export function questionBack({
  written,
  options,
}: Ambiguity): [message: string, options: string[]] {
  const oneDimension = options.every((option) => option.dimension === options[0]?.dimension);
  const words = options.map(({ dimension: id, value }) =>
    oneDimension || id === "source" ? value : `${dimension(id).words[0]} ${value}`,
  );
  return [`"${written}" can be several things in these data. Which one is meant?`, words];
}
