import { type Dimension, dimension } from "../../lakehouse/dictionary/dimension.ts";
import type { Filters } from "../../lakehouse/scope.ts";
import type { Catalogue } from "../catalogue.ts";
import type { Mention } from "./entity/mention.ts";

export interface ScopeFilters {
  readonly filters: Filters;
  readonly assumptions: readonly string[];
  /** Why the question cannot be answered: a value that the data do not have. Null where all is well. */
  readonly refusal: string | null;
}

/** More values than this are not turned around: "everything but merchant X" over a thousand merchants. */
const mostTurnedAround = 50;
const listed = 8;

/** The filters that the mentions amount to. A value that the data lack is refused by name, never ignored. */
export function scopeFilters(mentions: readonly Mention[], catalogue: Catalogue): ScopeFilters {
  const known = mentions.map((mention) => merchantsCountry(mention, catalogue));
  const missing = known.find(({ value, excluded }) => value === null && !excluded);
  if (missing)
    return {
      filters: {},
      assumptions: [],
      refusal: noSuchValue(missing.dimension, missing.written, catalogue),
    };
  const filters: Filters = {};
  const assumptions: string[] = [];
  for (const [id, group] of Map.groupBy(known, (mention) => mention.dimension)) {
    const included = valuesOf(group.filter(({ excluded }) => !excluded));
    const excluded = valuesOf(group.filter((mention) => mention.excluded));
    const own = catalogue.values[id] ?? [];
    const rest = own.filter((value) => !excluded.includes(value));
    if (included.length > 0) filters[id] = included;
    else if (excluded.length > 0) {
      if (rest.length === 0 || own.length > mostTurnedAround)
        return { filters, assumptions, refusal: cannotExclude(id, excluded, own.length) };
      filters[id] = rest;
      assumptions.push(
        `Without ${excluded.join(", ")}: the other ${nameOf(id)} values of the data (${list(rest)}); attempts with none are left out.`,
      );
    }
  }
  if (known.some((mention, i) => mention.dimension !== mentions[i]?.dimension))
    assumptions.push("The data have no issuer country: countries are read as the merchant's.");
  return { filters, assumptions, refusal: null };
}

const valuesOf = (mentions: readonly Mention[]): string[] => [
  ...new Set(mentions.flatMap(({ value }) => value ?? [])),
];

/** Where the issuer's country is never filled, a country can only be the merchant's. */
function merchantsCountry(mention: Mention, catalogue: Catalogue): Mention {
  if (mention.dimension !== "issuer_country" || (catalogue.values.issuer_country ?? []).length > 0)
    return mention;
  const code = (catalogue.values.merchant_country ?? []).find((value) => value === mention.code);
  return code === undefined ? mention : { ...mention, dimension: "merchant_country", value: code };
}

/** Says what is missing and which values there are. */
export function noSuchValue(id: Dimension, written: string, catalogue: Catalogue): string {
  const values = catalogue.values[id] ?? [];
  return values.length === 0
    ? `The loaded data never say the ${nameOf(id)}, so "${written}" cannot be looked at.`
    : `The loaded data have no ${nameOf(id)} "${written}". They have: ${list(values)}.`;
}

const cannotExclude = (id: Dimension, excluded: readonly string[], count: number): string =>
  count > mostTurnedAround
    ? `Leaving out ${list(excluded)} of ${count} ${nameOf(id)} values is not possible in one question: name the ones to look at instead.`
    : `Without ${list(excluded)} nothing is left: the data have no other ${nameOf(id)}.`;

const nameOf = (id: Dimension): string => dimension(id).words[0];

const list = (values: readonly string[]): string =>
  values.length <= listed
    ? values.join(", ")
    : `${values.slice(0, listed).join(", ")} and ${values.length - listed} more`;
