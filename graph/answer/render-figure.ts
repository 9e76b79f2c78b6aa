import type { Figure, Unit } from "../../agents/figure.ts";
import { renderMoney } from "./money.ts";

/** Text rounds for reading (one decimal of a rate), a table for comparing (two). */
export type Place = "text" | "table";

/** The sign as typography has it; never in front of a rounded zero. */
const signed = (value: number, digits: number, plus: "+" | ""): string => {
  const text = Math.abs(value).toLocaleString("en", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  if (!/[1-9]/.test(text)) return text;
  return `${value < 0 ? "−" : plus}${text}`;
};

const decimals = { text: 1, table: 2 } as const;

const renderers: Readonly<Record<Unit, (figure: Figure, place: Place) => string>> = {
  rate: (figure, place) => `${signed(figure.value * 100, decimals[place], "")}%`,
  pp: (figure, place) => `${signed(figure.value, decimals[place], "+")} pp`,
  count: (figure) => signed(figure.value, Number.isInteger(figure.value) ? 0 : 2, ""),
  money: (figure) => renderMoney(figure.value, figure.currency ?? "XXX"),
  ms: (figure) => `${signed(figure.value, 0, "")} ms`,
  hours: (figure) => `${signed(figure.value, Number.isInteger(figure.value) ? 0 : 1, "")} h`,
  score: (figure) => signed(figure.value, 2, ""),
  bps: (figure) => `${signed(figure.value, 1, "")} bps`,
};

/** A figure as people read it, in fixed English formatting: `87.3%`, `−1.2 pp`, `41,208`, `EUR 1,234.56`, `340 ms`. */
export const renderFigure = (figure: Figure, place: Place): string =>
  renderers[figure.unit](figure, place);

/** A change without its sign, for where the words already say the direction: "fell 1.2 pp". */
export const renderSize = (figure: Figure, place: Place): string =>
  renderFigure({ ...figure, value: Math.abs(figure.value) }, place).replace(/^\+/, "");
