import type { Dimension } from "../lakehouse/dictionary/dimension.ts";
import type { Filters, Scope } from "../lakehouse/scope.ts";
import type { SqlParams } from "../lakehouse/warehouse.ts";
import {
  filterSql,
  narrowed,
  notGiven,
  outcomeFilters,
  populationFilters,
  type Scan,
  scansOf,
  scopeParams,
} from "./scope-predicate.ts";

/** What every tool may be asked in the same way, beside inputs of its own. */
export interface CommonInput {
  /** Dimensions to break down by. */
  readonly by?: readonly Dimension[];
  /** Narrows the scope's filters to one cell. */
  readonly within?: Filters;
}

export interface Statement {
  readonly sql: string;
  readonly params: SqlParams;
}

/** Most dimensions that one statement breaks down by; the columns are `by_1` to `by_5`. */
export const maximumBy = 5;

/**
 * Fills a tool's SQL. Text comes only from closed lists of this file; every value is bound.
 * `{{scope}}` rows of the two ranges and all filters · `{{population}}` the same without filters on outcomes ·
 * `{{outcome}}` only the filters on outcomes · `{{filters}}` all filters, any time ·
 * `{{traffic}}` filters without those on outcomes, any time · `{{period}}` 'current' or 'comparison' ·
 * `{{by}}` columns by_1 to by_5 · `{{dimension}}`, `{{value}}`, `{{each}}`, `{{columns}}` one grouping set
 * per dimension of `by`.
 * Scalar inputs are bound by their own names. Where the two ranges overlap the statement runs once over each.
 */
export const statement = (
  template: string,
  input: CommonInput & object,
  scope: Scope,
): Statement => {
  const filters = narrowed(scope.filters, input.within ?? {});
  const by = input.by ?? [];
  const texts = scansOf(scope).map((scan) => fill(template, placeholders(scan, filters, by)));
  const [only = ""] = texts;
  const sql =
    texts.length === 1
      ? only
      : `${texts.map((text) => `SELECT * FROM (\n${text}\n)`).join("\nUNION ALL\n")}\nORDER BY ALL`;
  return { sql, params: usedParams(sql, { ...scopeParams(scope, filters), ...scalars(input) }) };
};

type Placeholder = ReadonlyMap<string, string>;

const placeholders = (scan: Scan, filters: Filters, by: readonly Dimension[]): Placeholder =>
  new Map([
    ["scope", `${scan.window} AND ${filterSql(filters)}`],
    ["population", `${scan.window} AND ${filterSql(populationFilters(filters))}`],
    ["outcome", filterSql(outcomeFilters(filters))],
    ["filters", filterSql(filters)],
    ["traffic", filterSql(populationFilters(filters))],
    ["period", scan.period],
    ["by", byColumns(by)],
    ["dimension", caseOf(by, (column) => `'${column}'`)],
    ["value", caseOf(by, (column) => `coalesce(${column}, '${notGiven}')`)],
    ["each", by.map((column) => `(period, ${column})`).join(", ")],
    ["columns", by.join(", ")],
  ]);

const byColumns = (by: readonly Dimension[]) =>
  Array.from({ length: maximumBy }, (_, index) => {
    const column = by[index];
    const value =
      column === undefined ? "CAST(NULL AS VARCHAR)" : `coalesce(${column}, '${notGiven}')`;
    return `${value} AS by_${index + 1}`;
  }).join(", ");

const caseOf = (by: readonly Dimension[], then: (column: Dimension) => string) =>
  `CASE ${by.map((column) => `WHEN grouping(${column}) = 0 THEN ${then(column)}`).join(" ")} END`;

const fill = (template: string, values: Placeholder) =>
  template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`unknown placeholder {{${name}}}`);
    return value;
  });

const scalars = (input: object): SqlParams =>
  Object.fromEntries(
    Object.entries(input).flatMap(([name, value]) =>
      value === null ||
      typeof value === "string" ||
      typeof value === "number" ||
      typeof value === "boolean"
        ? [[name, value]]
        : [],
    ),
  );

/** Why: an engine may refuse a parameter that the text does not use, and a receipt shows only what took part. */
const usedParams = (sql: string, params: SqlParams): SqlParams => {
  const used = new Set([...sql.matchAll(/(?<!:):([a-z]\w*)/g)].map((match) => match[1]));
  return Object.fromEntries(Object.entries(params).filter(([name]) => used.has(name)));
};
