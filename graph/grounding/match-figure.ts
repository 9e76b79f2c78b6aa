import type { Figure } from "../../agents/figure.ts";
import { minorUnitDigits } from "../../lakehouse/currency.ts";
import type { Numeral } from "./numeral.ts";

/**
 * True where a written number is this figure in a unit it may be written in, within the rounding of the written digits:
 * 87.3% covers [87.25, 87.35]. Its 95 % interval and, for a rate, numerator and denominator are the figure too.
 */
export const matchesFigure = (numeral: Numeral, figure: Figure): boolean => {
  const { value } = numeral;
  if (value === null) return false;
  return writtenValues(numeral, figure).some((candidate) =>
    numeral.sign === null
      ? near(Math.abs(value), Math.abs(candidate), numeral.tolerance)
      : near(value, candidate, numeral.tolerance),
  );
};

const near = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * (1 + 1e-9) + 1e-9;

const writtenValues = (numeral: Numeral, figure: Figure): number[] => {
  const factor = factorBetween(numeral, figure);
  const own =
    factor === null
      ? []
      : [figure.value, ...(figure.interval ?? [])].map((value) => value * factor);
  return [...own, ...(numeral.unit === null ? counts(figure) : [])];
};

/** What the figure's value is multiplied by when written in the numeral's unit; null where the units do not fit. */
const factorBetween = (numeral: Numeral, figure: Figure): number | null => {
  switch (numeral.unit) {
    case "percent":
      return figure.unit === "rate" ? 100 : null;
    case "pp":
      return figure.unit === "pp" ? 1 : null;
    case "bps":
      return figure.unit === "bps" ? 1 : null;
    case "ms":
      return figure.unit === "ms" ? 1 : null;
    case "hours":
      return figure.unit === "hours" ? 1 : null;
    case "money":
      return figure.unit === "money" && figure.currency === numeral.currency
        ? 10 ** -minorUnitDigits(figure.currency ?? "XXX")
        : null;
    case null:
      return figure.unit === "count" || figure.unit === "score" ? 1 : null;
    default:
      return null;
  }
};

const counts = (figure: Figure): number[] =>
  [figure.numerator, figure.denominator].filter((count) => count !== undefined);
