import type { Finding } from "../../agents/finding.ts";
import type { DraftBlock, DraftRow } from "./draft.ts";
import { said, withoutStop } from "./finding-lines.ts";
import { type FigureIndex, slotsOf } from "./render-statement.ts";
import { stated } from "./statement.ts";

/** A finding's rows as a table block; null where it has none. Under the headline its title would be said twice. */
export const evidenceTable = (
  finding: Finding,
  figures: FigureIndex,
  isLead: boolean,
): Extract<DraftBlock, { kind: "table" }> | null => {
  const { table, scope } = finding;
  if (table === null || table.rows.length === 0) return null;
  return {
    id: `table.${finding.id}`,
    kind: "table",
    title: said(finding, isLead ? byFirstColumn(table.columns) : withoutStop(finding.title)),
    columns: table.columns.map((column) => stated(column, scope)),
    rows: table.rows.map((cells) => rowOf(cells, finding, figures)),
  };
};

const byFirstColumn = ([first = "part"]: readonly string[]): string =>
  `By ${first.charAt(0).toLowerCase()}${first.slice(1)}`;

/** A rate never stands without its n: in the cell, unless a cell of the row already is it. */
const rowOf = (cells: readonly string[], finding: Finding, figures: FigureIndex): DraftRow => {
  const counts = cells
    .flatMap(slotsOf)
    .flatMap((id) => figures.get(id) ?? [])
    .filter(({ unit }) => unit === "count")
    .map(({ value }) => value);
  return cells.map((cell, column) => {
    // Why: what a row is about is a value of the data or a bucket's name, and may hold digits.
    if (column === 0 && slotsOf(cell).length === 0)
      return { ...said(finding, cell), constants: "any" };
    const [id] = slotsOf(cell);
    const figure = id === undefined ? undefined : figures.get(id);
    const isBareRate = figure?.unit === "rate" && cell.trim() === `{{${figure.id}}}`;
    const n = figure?.denominator;
    const needsN = isBareRate && n !== undefined && !counts.includes(n);
    return said(finding, needsN ? `${cell} (n {{${figure.id}:n}})` : cell);
  });
};
