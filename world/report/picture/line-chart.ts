import { linearScale } from "./scale.ts";
import { element, ink, label, picture, series } from "./svg.ts";

export interface LineSeries {
  readonly label: string;
  /** One value for each name of the horizontal axis; null where there are too few to say. */
  readonly values: readonly (number | null)[];
}

const width = 720;
const height = 320;
const frame = { left: 46, right: 560, top: 40, bottom: 280 };

/** Lines over named steps, such as delays, from zero up; each line says its name at its right. */
export function lineChart(
  title: string,
  unit: string,
  steps: readonly string[],
  lines: readonly LineSeries[],
): string {
  const highest = Math.max(1, ...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const x = linearScale([0, steps.length - 1], [frame.left + 20, frame.right - 20]);
  const y = linearScale([0, highest * 1.08], [frame.bottom, frame.top]);
  const grid = y.ticks.flatMap((tick) => [
    element("line", {
      x1: frame.left,
      x2: frame.right,
      y1: y(tick),
      y2: y(tick),
      stroke: ink.line,
    }),
    label(frame.left - 6, y(tick) + 4, `${tick}`, { anchor: "end", fill: ink.faint, size: 11 }),
  ]);
  const axis = steps.map((step, index) =>
    label(x(index), frame.bottom + 18, step, { anchor: "middle", fill: ink.faint, size: 11 }),
  );
  const drawn = lines.flatMap(({ label: name, values }, index) => {
    const colour = series[index % series.length] ?? ink.text;
    const points = values.flatMap((value, step) =>
      value === null ? [] : [{ x: x(step), y: y(value) }],
    );
    const path = points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(" ");
    return [
      element("polyline", { points: path, fill: "none", stroke: colour, "stroke-width": 2 }),
      ...points.map((point) => element("circle", { cx: point.x, cy: point.y, r: 3, fill: colour })),
      element("rect", {
        x: frame.right + 10,
        y: frame.top + index * 20,
        width: 12,
        height: 12,
        fill: colour,
      }),
      label(frame.right + 28, frame.top + 10 + index * 20, name),
    ];
  });
  return picture({ width, height, title }, [
    label(8, 20, `${title} (${unit})`, { size: 14 }),
    ...grid,
    ...axis,
    ...drawn,
  ]);
}
