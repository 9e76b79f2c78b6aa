import { declineReason } from "../../lakehouse/decline/reasons.ts";
import { type Dimension, dimensionIds } from "../../lakehouse/dictionary/dimension.ts";
import type { Filters } from "../../lakehouse/scope.ts";
import { shownValue } from "../../lakehouse/shown-value.ts";
import type { Catalogue } from "../catalogue.ts";
import { foldedWords } from "../question/words/token.ts";

/**
 * Names that come from data, such as merchants and issuers, never reach a model: it sees `issuer-b`, and code puts the
 * name back. Nobody who can choose a name can so tell the model anything.
 */
export interface Aliases {
  /** A value as the model may see it: itself where it comes from a closed list, else its alias. */
  alias(dimension: Dimension, value: string): string;
  /** What an alias stands for; null for what is neither an alias nor a value of a closed list. */
  value(dimension: Dimension, alias: string): string | null;
  aliasFilters(filters: Filters): Filters;
  /** Text of code with every value in backticks replaced. */
  hide(text: string): string;
  /** Text of a model with every alias replaced by its value in backticks. */
  reveal(text: string): string;
  /** Aliases of the values that these words name, with what the user wrote. */
  namedIn(words: string): readonly { readonly dimension: Dimension; readonly alias: string }[];
}

/** Dimensions whose values the event format takes from closed lists, and what such a value looks like. */
const closed: Partial<Record<Dimension, RegExp>> = {
  payment_solution: /^[a-z_]{2,24}$/,
  card_network: /^[a-z_]{2,16}$/,
  funding_type: /^[a-z_]{2,16}$/,
  issuer_country: /^[A-Z]{2}$/,
  card_bin: /^\d{6,8}$/,
  merchant_country: /^[A-Z]{2}$/,
  mcc: /^\d{4}$/,
  currency: /^[A-Z]{3}$/,
  amount_bucket: /^[a-z_]{2,16}$/,
  entry_mode: /^[a-z_]{2,16}$/,
  device_type: /^[a-z_]{2,16}$/,
  initiated_by: /^[a-z_]{2,16}$/,
  is_recurring: /^(?:true|false)$/,
  is_cross_border: /^(?:true|false)$/,
  three_ds_result: /^[a-z_]{2,24}$/,
  decline_class: /^[a-z_]{2,16}$/,
  risk_tier: /^[a-z_]{2,16}$/,
};

export const isOpen = (dimension: Dimension): boolean =>
  closed[dimension] === undefined && dimension !== "decline_reason";

/** Why by list: a feed may write whatever it likes where a canonical reason belongs. */
const isOfClosedList = (dimension: Dimension, value: string): boolean =>
  dimension === "decline_reason"
    ? declineReason(value) !== undefined
    : (closed[dimension]?.test(value) ?? false);

/** The aliases of one run. The same catalogue gives the same aliases. */
export const createAliases = (catalogue: Catalogue): Aliases => {
  const byValue = new Map<string, string>();
  const byAlias = new Map<string, string>();
  const shown = new Set<string>();
  const counts = new Map<string, number>();

  const give = (kind: string, key: string, value: string): string => {
    const known = byValue.get(key);
    if (known !== undefined) return known;
    const count = counts.get(kind) ?? 0;
    counts.set(kind, count + 1);
    const alias = `${kind}-${letters(count)}`;
    byValue.set(key, alias);
    byAlias.set(alias, value);
    return alias;
  };
  const alias = (dimension: Dimension, value: string): string =>
    isOfClosedList(dimension, value)
      ? value
      : give(kindOf(dimension), `${dimension}\n${value}`, value);

  for (const dimension of dimensionIds)
    for (const value of catalogue.values[dimension] ?? []) {
      const given = alias(dimension, value);
      if (given === value) shown.add(value);
      else
        for (const written of [value, shownValue(value)])
          if (!byValue.has(`*\n${written}`)) byValue.set(`*\n${written}`, given);
    }

  return {
    alias,
    value(dimension, given) {
      const value = byAlias.get(given) ?? given;
      return (catalogue.values[dimension] ?? []).includes(value) &&
        alias(dimension, value) === given
        ? value
        : null;
    },
    aliasFilters: (filters) =>
      Object.fromEntries(
        dimensionIds.flatMap((id) => {
          const values = filters[id];
          return values === undefined ? [] : [[id, values.map((value) => alias(id, value))]];
        }),
      ),
    hide: (text) =>
      text.replace(/`([^`]*)`/g, (_, value: string) =>
        byValue.has(`*\n${value}`) || !shown.has(value)
          ? `\`${byValue.get(`*\n${value}`) ?? give("value", `*\n${value}`, value)}\``
          : `\`${value}\``,
      ),
    reveal: (text) =>
      text.replace(/`?\b([a-z]+(?:_[a-z]+)*-[a-z]+)\b`?/g, (written, given: string) => {
        const value = byAlias.get(given);
        return value === undefined ? written : `\`${shownValue(value)}\``;
      }),
    namedIn(words) {
      const folded = ` ${foldedWords(words).join(" ")} `;
      return dimensionIds.flatMap((dimension) =>
        isOpen(dimension)
          ? (catalogue.values[dimension] ?? [])
              .filter((value) => folded.includes(` ${foldedWords(value).join(" ")} `))
              .map((value) => ({ dimension, alias: alias(dimension, value) }))
          : [],
      );
    },
  };
};

const kindOf = (dimension: Dimension): string => dimension.replace(/_id$/, "");

/** a, b, … z, aa, ab: no digits, which a model is told never to write. */
const letters = (count: number): string => {
  const last = String.fromCharCode(97 + (count % 26));
  return count < 26 ? last : letters(Math.floor(count / 26) - 1) + last;
};
