import type { Figure } from "../../agents/figure.ts";
import type { Scope } from "../../lakehouse/scope.ts";
import { directionAround } from "./direction.ts";
import { findNumerals } from "./find-numerals.ts";
import { findPeriods } from "./find-periods.ts";
import { blank, findSegments } from "./find-segments.ts";
import { matchesFigure } from "./match-figure.ts";
import type { Numeral } from "./numeral.ts";
import { contradicting, uncarried } from "./segment-faults.ts";
import type { Fault } from "./violation.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a line may rest on: the figures it renders, the periods and constants that code put there. */
export interface LineEvidence {
  readonly figures: readonly Figure[];
  readonly periods: readonly string[];
  readonly constants: readonly string[];
  readonly scope: Scope;
  readonly vocabulary: Vocabulary;
  /** Who chose the words: code, or a model or somebody unknown, whose every segment must be a figure's. */
  readonly wording: "code" | "free";
}

/** Terms of the field that carry digits and are no numbers. */
const terms = new Set(["3DS", "3ds", "3DS2", "3-D", "3D", "p50", "p90", "p95", "p99", "PSD2"]);

/** Everything in one line that its evidence does not carry: numbers, periods, segments, directions. */
export const checkLine = (text: string, evidence: LineEvidence): Fault[] => {
  const segments = findSegments(text, evidence.vocabulary);
  const readable = blank(blankPhrases(text, evidence.periods), segments);
  const numerals = findNumerals(readable);
  return [
    ...numerals.flatMap((numeral) => numeralFault(numeral, evidence)),
    ...numerals.flatMap((numeral) => directionFault(readable, numeral, evidence.figures)),
    ...(evidence.wording === "free" ? otherDigits(readable) : []),
    ...periodFaults(readable, evidence.constants),
    ...(evidence.wording === "code" ? contradicting : uncarried)(segments, evidence),
  ];
};

/** Digits of other scripts, fractions, superscripts: nothing that code writes, and numbers to whoever reads them. */
const otherDigits = (text: string): Fault[] =>
  [...text.matchAll(/(?![0-9])\p{N}+/gu)].map((match) =>
    fault("numeral", match[0], match.index, "a number in digits that no figure is written in"),
  );

const fault = (kind: Fault["kind"], raw: string, start: number, message: string): Fault => ({
  kind,
  raw,
  start,
  message,
});

const numeralFault = (numeral: Numeral, evidence: LineEvidence): Fault[] => {
  const { raw, start, kind } = numeral;
  const isCarriedNumber =
    evidence.constants.includes(raw) ||
    (kind === "code" && terms.has(raw)) ||
    (kind === "reference" && evidence.figures.some((figure) => figure.receiptId === raw)) ||
    evidence.figures.some((figure) => matchesFigure(numeral, figure));
  return isCarriedNumber ? [] : [fault("numeral", raw, start, "no figure has this value and unit")];
};

const directionFault = (text: string, numeral: Numeral, figures: readonly Figure[]): Fault[] => {
  if (numeral.unit !== "pp") return [];
  const said = directionAround(text.slice(0, numeral.start), text.slice(numeral.end));
  if (said === null) return [];
  const meant = figures.filter((figure) => matchesFigure(numeral, figure));
  const agrees = meant.some((figure) => (said === "up" ? figure.value >= 0 : figure.value <= 0));
  if (meant.length === 0 || agrees) return [];
  return [
    fault("direction", numeral.raw, numeral.start, `the figure did not go ${said}: check its sign`),
  ];
};

const periodFaults = (text: string, constants: readonly string[]): Fault[] =>
  findPeriods(text)
    .filter(({ raw }) => !constants.includes(raw))
    .map(({ raw, start }) => fault("period", raw, start, "no figure of this line has this period"));

/** The text with every occurrence of these phrases replaced by spaces, longest phrase first. */
export const blankPhrases = (text: string, phrases: readonly string[]): string => {
  let result = text;
  for (const phrase of [...phrases].sort((a, b) => b.length - a.length))
    if (phrase !== "") result = result.replaceAll(phrase, " ".repeat(phrase.length));
  return result;
};
