import { renderInstant } from "../answer/instant.ts";

const dayMs = 86_400_000;

/** A half-open range in dates: `2026-11-01`, `2026-11-01 to 2026-11-07` (both included), or instants where it cuts days. */
export const rangeLabel = (from: string, to: string): string => {
  const start = Date.parse(from);
  const end = Date.parse(to);
  if (start % dayMs !== 0 || end % dayMs !== 0)
    return `${renderInstant(from)} to ${renderInstant(to)}`;
  const last = new Date(end - dayMs).toISOString().slice(0, 10);
  const first = new Date(start).toISOString().slice(0, 10);
  return first === last ? first : `${first} to ${last}`;
};
