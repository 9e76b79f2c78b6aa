import { Dimension, dimension } from "../lakehouse/dictionary/dimension.ts";
import type { Filters } from "../lakehouse/scope.ts";
import { shownValue } from "../lakehouse/shown-value.ts";

/** A value of the data inside text; what stands in backticks may hold digits. */
export const quoted = (value: string): string => `\`${shownValue(value)}\``;

/** A cell for people: "issuer country `BR`, funding type `debit`"; "all traffic" for the empty one. */
export const cellWords = (cell: Filters): string => {
  const parts = Dimension.options.flatMap((id) => {
    const values = cell[id];
    return values === undefined
      ? []
      : [`${dimension(id).words[0]} ${values.map(quoted).join(" or ")}`];
  });
  return parts.length === 0 ? "all traffic" : parts.join(", ");
};

/** What a dimension is called in text. */
export const dimensionWords = (ids: readonly Dimension[]): string =>
  listWords(ids.map((id) => dimension(id).words[0]));

/** "a", "a and b", "a, b and c". */
export const listWords = (words: readonly string[]): string =>
  words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
