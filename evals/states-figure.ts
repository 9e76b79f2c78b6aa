import type { Figure } from "../agents/figure.ts";
import type { Value } from "./oracle/metrics.ts";
import type { FigureSpec } from "./oracle/oracle.ts";
import { keyOf } from "./scorers.ts";
import type { Scorer } from "./suite.ts";

/** The figure is in the answer with exactly the oracle's value, and the text shows it. */
export const statesFigure: Scorer = ({ expect }, { result, oracle }) => {
  if (expect.figure === undefined) return null;
  const { where = "headline", ...spec } = expect.figure;
  const wanted = oracle(spec);
  const [headline] = result.answer.sources ?? [];
  const candidates = result.figures.filter(
    (figure) =>
      isAbout(figure, spec, wanted) &&
      (where === "anywhere" || headline?.figures.includes(figure.id)),
  );
  const text = where === "headline" ? (headline?.text ?? "") : result.answer.markdown;
  const shown = where === "headline" ? [written(wanted, 1)] : [1, 2].map((n) => written(wanted, n));
  const isRight = candidates.some((figure) => hasValue(figure, wanted));
  return [
    {
      about: `${spec.metric} ${spec.range.join("/")} ${keyOf(spec.filters ?? {})}`,
      passed: isRight && shown.some((one) => text.includes(one)),
      expected: `${shown.join(" or ")} ${JSON.stringify(wanted)}`,
      got:
        candidates.length > 0
          ? `${candidates.map(describe).join(" · ")} in "${headline?.text}"`
          : `no such figure; ${result.status}: ${headline?.text} ${result.figures.slice(0, 3).map(describe).join(" · ")}`,
    },
  ];
};

const isAbout = (figure: Figure, spec: FigureSpec, { unit }: Value): boolean =>
  figure.metric === spec.metric &&
  figure.unit === unit &&
  Date.parse(figure.range.from) === Date.parse(spec.range[0]) &&
  Date.parse(figure.range.to) === Date.parse(spec.range[1]) &&
  keyOf(figure.filters) === keyOf(spec.filters ?? {});

/** Counts and money to the last unit; quotients and means within the last bits of a floating-point number. */
const hasValue = (figure: Figure, wanted: Value): boolean =>
  figure.numerator === wanted.numerator &&
  figure.denominator === wanted.denominator &&
  figure.currency === wanted.currency &&
  (wanted.unit === "count" || wanted.unit === "money"
    ? figure.value === wanted.value
    : Math.abs(figure.value - wanted.value) <= 1e-9 * Math.max(1, Math.abs(wanted.value)));

/** As people read it; rates have one decimal in text and two in a table. */
const written = ({ unit, value, currency }: Value, decimals: number): string => {
  switch (unit) {
    case "rate":
      return `${(100 * value).toFixed(decimals)}%`;
    case "pp":
      return `${Math.abs(value).toFixed(decimals)} pp`;
    case "money":
      return `${currency} ${grouped(value / 100, 2)}`;
    case "ms":
      return `${grouped(value, 0)} ms`;
    case "score":
      return value.toFixed(2);
    case "count":
      return grouped(value, 0);
  }
};

const grouped = (value: number, digits: number): string =>
  value.toFixed(digits).replace(/\B(?=(?:\d{3})+(?!\d))/g, ",");

const describe = ({ metric, unit, value, numerator, denominator, range, filters }: Figure) =>
  `${metric} ${value} ${unit}${denominator === undefined ? "" : ` = ${numerator}/${denominator}`} ${range.from}/${range.to} ${keyOf(filters)}`;
