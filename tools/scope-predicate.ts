import type { Dimension } from "../lakehouse/dictionary/dimension.ts";
import type { Filters, Range, Scope } from "../lakehouse/scope.ts";
import type { SqlParams } from "../lakehouse/warehouse.ts";

/** The value that stands for "the event did not say" in results and filters; it selects nulls. */
export const notGiven = "(not given)";

/** Dimensions that describe how an attempt ended. Filtering by them leaves nothing to divide by. */
export const outcomeDimensions: readonly Dimension[] = ["decline_reason", "decline_class"];

/** The filters that choose traffic, without those that choose an outcome: what a rate is taken over. */
export const populationFilters = (filters: Filters): Filters =>
  pick(filters, (dimension) => !outcomeDimensions.includes(dimension));

/** The filters that choose an outcome. */
export const outcomeFilters = (filters: Filters): Filters =>
  pick(filters, (dimension) => outcomeDimensions.includes(dimension));

/** Both filters together; a dimension that both name keeps the values they share, so that a cell never widens a scope. */
export const narrowed = (filters: Filters, within: Filters): Filters => ({
  ...filters,
  ...Object.fromEntries(
    entriesOf(within).map(([dimension, values]) => [
      dimension,
      values.filter((value) => filters[dimension]?.includes(value) ?? true),
    ]),
  ),
});

const pick = (filters: Filters, keep: (dimension: Dimension) => boolean): Filters =>
  Object.fromEntries(entriesOf(filters).filter(([dimension]) => keep(dimension)));

const entriesOf = (filters: Filters) => Object.entries(filters) as [Dimension, readonly string[]][];

/** `column IN (…)` for every dimension, values as parameters `:f_<dimension>_<i>`; TRUE without filters, FALSE without a value. */
export const filterSql = (filters: Filters): string => {
  const parts = entriesOf(filters).map(([dimension, values]) => {
    if (values.length === 0) return "FALSE";
    const column = values.includes(notGiven) ? `coalesce(${dimension}, '${notGiven}')` : dimension;
    const list = values.map((_, index) => `CAST(:f_${dimension}_${index} AS VARCHAR)`);
    return `${column} IN (${list.join(", ")})`;
  });
  return parts.length === 0 ? "TRUE" : parts.join(" AND ");
};

/** The values that `filterSql` binds. */
export const filterParams = (filters: Filters): SqlParams =>
  Object.fromEntries(
    entriesOf(filters).flatMap(([dimension, values]) =>
      values.map((value, index) => [`f_${dimension}_${index}`, value]),
    ),
  );

/** Whether the two ranges of a scope share an instant; one scan could then count it only once. */
export const rangesOverlap = ({ range, compare }: Pick<Scope, "range" | "compare">): boolean =>
  compare !== null && before(range.from, compare.to) && before(compare.from, range.to);

const before = (a: Range["from"], b: Range["to"]) => Date.parse(a) < Date.parse(b);

const windowSql = (name: "range" | "compare") =>
  `(event_timestamp >= CAST(:${name}_from AS TIMESTAMP) AND event_timestamp < CAST(:${name}_to AS TIMESTAMP))`;

/** One scan over the events of the scope: which rows, and which period a row belongs to. */
export interface Scan {
  readonly window: string;
  readonly period: string;
}

/** The scans that a scope needs: one, or two where its ranges overlap. */
export const scansOf = (scope: Pick<Scope, "range" | "compare">): Scan[] => {
  const current = { window: windowSql("range"), period: "'current'" };
  const comparison = { window: windowSql("compare"), period: "'comparison'" };
  if (scope.compare === null) return [current];
  if (rangesOverlap(scope)) return [current, comparison];
  return [
    {
      window: `(${current.window} OR ${comparison.window})`,
      period: `CASE WHEN ${current.window} THEN 'current' ELSE 'comparison' END`,
    },
  ];
};

/** Everything a statement may bind about the scope. */
export const scopeParams = (scope: Scope, filters: Filters): SqlParams => ({
  as_of: scope.asOf,
  range_from: scope.range.from,
  range_to: scope.range.to,
  ...(scope.compare && { compare_from: scope.compare.from, compare_to: scope.compare.to }),
  ...filterParams(filters),
});
