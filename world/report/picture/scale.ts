/** Where a value lies between two pixels, linearly. */
export interface Scale {
  (value: number): number;
  readonly ticks: readonly number[];
}

/** A scale from `domain` to `range` with about `count` round ticks inside the domain. */
export function linearScale(
  [low, high]: readonly [number, number],
  [from, to]: readonly [number, number],
  count = 5,
): Scale {
  const at = (value: number): number => from + ((value - low) / (high - low)) * (to - from);
  return Object.assign(at, { ticks: roundTicks(low, high, count) });
}

function roundTicks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // Why the rounding: 3 × 0.1 is not 0.3, and a tick is written as it is.
  return Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
}
