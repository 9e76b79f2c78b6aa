import { linearScale } from "./scale.ts";
import { element, ink, label, picture, series } from "./svg.ts";

export interface BandRow {
  readonly label: string;
  readonly value: number;
  /** The published range; null where there is none. */
  readonly band: readonly [number, number] | null;
}

const rowHeight = 30;
const left = 230;
const width = 720;
const top = 40;

/** One row for each measure: the published range as a band, what the world shows as a dot. */
export function bandChart(title: string, unit: string, rows: readonly BandRow[]): string {
  const highest = Math.max(...rows.flatMap(({ value, band }) => [value, ...(band ?? [])]));
  const lowest = Math.min(0, ...rows.flatMap(({ value, band }) => [value, ...(band ?? [])]));
  const x = linearScale([lowest, highest * 1.05], [left, width - 70]);
  const bottom = top + rows.length * rowHeight;
  const grid = x.ticks.flatMap((tick) => [
    element("line", { x1: x(tick), x2: x(tick), y1: top, y2: bottom, stroke: ink.line }),
    label(x(tick), bottom + 16, `${tick}`, { anchor: "middle", fill: ink.faint, size: 11 }),
  ]);
  const marks = rows.flatMap(({ label: name, value, band }, index) => {
    const y = top + index * rowHeight + rowHeight / 2;
    const isInside = band === null || (value >= band[0] && value <= band[1]);
    const colour = isInside ? series[0] : series[1];
    return [
      label(left - 10, y + 4, name, { anchor: "end" }),
      ...(band === null ? [] : [bandMark(x(band[0]), x(band[1]), y)]),
      element("circle", { cx: x(value), cy: y, r: 5, fill: colour }),
      label(width - 8, y + 4, value.toFixed(1), { anchor: "end", fill: colour }),
    ];
  });
  return picture({ width, height: bottom + 28, title }, [
    label(8, 20, `${title} (${unit}; band: published range)`, { size: 14 }),
    ...grid,
    ...marks,
  ]);
}

const bandMark = (from: number, to: number, y: number): string =>
  element("rect", {
    x: from,
    y: y - 8,
    width: Math.max(to - from, 2),
    height: 16,
    fill: "#cfe3f7",
  });
