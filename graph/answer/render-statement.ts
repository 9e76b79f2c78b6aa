import type { Figure } from "../../agents/figure.ts";
import { plainLine } from "../grounding/answer-lines.ts";
import { directionAround } from "../grounding/direction.ts";
import type { Source } from "../grounding/source.ts";
import { constantsOf } from "./constants-of.ts";
import { renderInstant } from "./instant.ts";
import { beforeIn, periodPhrase } from "./period-phrase.ts";
import { type Place, renderFigure, renderSize } from "./render-figure.ts";
import type { Statement } from "./statement.ts";

export type FigureIndex = ReadonlyMap<string, Figure>;

export interface Rendered {
  /** As it stands in the answer, with list marks. */
  readonly text: string;
  readonly source: Source;
}

/** What stands where a value is not known. */
export const unknown = "—";

const slot = /\{\{([a-z]+\.[a-z0-9_]+)(?::(n))?\}\}|\[\[(range|compare|onset|as_of)\]\]/g;

/** Ids of the figures that a text has slots for. */
export const slotsOf = (template: string): string[] =>
  [...template.matchAll(slot)].flatMap((match) => (match[1] === undefined ? [] : [match[1]]));

/** Fills slots and placeholders. A slot without a figure and a placeholder without a value become "—". */
export const renderStatement = (
  statement: Statement,
  figures: FigureIndex,
  place: Place = "text",
): Rendered => {
  const { template } = statement;
  const used: string[] = [];
  const periods: string[] = [];
  const literals: string[] = [];
  let text = "";
  let from = 0;
  for (const match of template.matchAll(slot)) {
    const [whole, id = "", part, placeholder] = match;
    const literal = template.slice(from, match.index);
    from = match.index + whole.length;
    literals.push(literal);
    text += literal;
    const figure = figures.get(id);
    if (placeholder !== undefined) {
      text = withPeriod(text, placeholder, statement, periods);
    } else if (figure === undefined) {
      text += unknown;
    } else {
      used.push(figure.id);
      text += written(figure, part, text, template.slice(from), place);
    }
  }
  literals.push(template.slice(from));
  text += template.slice(from);
  const constants = constantsOf(literals, statement.constants);
  return { text, source: { text: plainLine(text), figures: used, periods, constants } };
};

const written = (
  figure: Figure,
  part: string | undefined,
  before: string,
  after: string,
  place: Place,
): string => {
  if (part === "n") return figure.denominator?.toLocaleString("en") ?? unknown;
  const saysDirection = figure.unit === "pp" && directionAround(before, after) !== null;
  return saysDirection ? renderSize(figure, place) : renderFigure(figure, place);
};

/** The text with the period behind it, said as English says it; what was said is added to `periods`. */
const withPeriod = (
  text: string,
  placeholder: string,
  statement: Statement,
  periods: string[],
): string => {
  const label = labelOf(placeholder, statement);
  if (label === null) return `${text}${unknown}`;
  const split = placeholder === "onset" ? null : beforeIn(text);
  if (split === null) {
    periods.push(label);
    return `${text}${label}`;
  }
  const phrase = periodPhrase(label, split.isCapital);
  periods.push(phrase.period);
  return `${split.before}${phrase.text}`;
};

const labelOf = (placeholder: string, { scope, onset }: Statement): string | null => {
  switch (placeholder) {
    case "range":
      return scope.range.label;
    case "compare":
      return scope.compare?.label ?? null;
    case "onset":
      return onset === null ? null : renderInstant(onset);
    default:
      return renderInstant(scope.asOf);
  }
};
