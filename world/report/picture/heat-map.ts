import { linearScale } from "./scale.ts";
import { element, ink, label, picture } from "./svg.ts";

const cell = { width: 26, height: 26 };
const left = 50;
const top = 40;

/** A grid of values, pale where low and strong where high; null stays empty. */
export function heatMap(
  title: string,
  unit: string,
  { rows, columns }: { rows: readonly string[]; columns: readonly string[] },
  values: readonly (readonly (number | null)[])[],
): string {
  const known = values.flat().filter((value) => value !== null);
  const low = Math.min(...known);
  const high = Math.max(...known);
  const strength = linearScale([low, high === low ? low + 1 : high], [0.06, 1]);
  const cells = values.flatMap((line, row) =>
    line.map((value, column) =>
      value === null
        ? ""
        : element(
            "rect",
            {
              x: left + column * cell.width,
              y: top + row * cell.height,
              width: cell.width - 2,
              height: cell.height - 2,
              fill: "#0b6bcb",
              "fill-opacity": strength(value).toFixed(2),
            },
            element("title", {}, `${rows[row]} ${columns[column]}: ${value.toFixed(1)}`),
          ),
    ),
  );
  const bottom = top + rows.length * cell.height;
  return picture({ width: left + columns.length * cell.width + 10, height: bottom + 26, title }, [
    label(8, 20, `${title} (${unit}, ${low.toFixed(1)} pale to ${high.toFixed(1)} strong)`, {
      size: 14,
    }),
    ...rows.map((name, row) =>
      label(left - 8, top + row * cell.height + 17, name, { anchor: "end", size: 11 }),
    ),
    ...columns.map((name, column) =>
      label(left + column * cell.width + 12, bottom + 14, name, {
        anchor: "middle",
        fill: ink.faint,
        size: 10,
      }),
    ),
    ...cells,
  ]);
}
