import { uniform } from "./counter.ts";
import { normalQuantile } from "./distribution.ts";

/**
 * A slow random curve with standard deviation near 1, known at every day without the days before: smoothed noise on
 * grids of 64, 16 and 4 days, of which the widest counts most.
 */
export const drift = (key: number, day: number): number =>
  0.75 * smoothNoise(key, 0, day / 64) +
  0.55 * smoothNoise(key, 1, day / 16) +
  0.35 * smoothNoise(key, 2, day / 4);

const smoothNoise = (key: number, grid: number, place: number): number => {
  const left = Math.floor(place);
  const part = place - left;
  const weight = part * part * (3 - 2 * part);
  const at = (point: number) => normalQuantile(uniform(key, grid, point));
  return at(left) * (1 - weight) + at(left + 1) * weight;
};
