import { cellSeparator } from "../grounding/answer-lines.ts";
import type { Source } from "../grounding/source.ts";
import { type Rendered, unknown } from "./render-statement.ts";

/** The cells of a row as the one line that the checker reads. */
export const rowSource = (cells: readonly Rendered[]): Source => ({
  text: cells.map(({ text }) => text.trim()).join(cellSeparator),
  figures: cells.flatMap(({ source }) => source.figures),
  periods: cells.flatMap(({ source }) => source.periods),
  constants: cells.flatMap(({ source }) => source.constants),
});

/** Index of the cell in which a position of that line lies. */
export const cellAt = (cells: readonly Rendered[], position: number): number => {
  let end = 0;
  return cells.findIndex(({ text }) => {
    end += text.trim().length + cellSeparator.length;
    return position < end;
  });
};

/** The cell with nothing in it that would have to be carried. */
export const emptied = ({ source }: Rendered): Rendered => ({
  text: unknown,
  source: { ...source, text: unknown, figures: [], periods: [], constants: [] },
});
