/** Arrivals of one feed in one hour; `at` is the hour's start, ISO UTC. */
export interface FeedHour {
  readonly at: string;
  readonly count: number;
}

export interface FeedGaps {
  /** Hours of the range in which the feed should have brought events and brought none. */
  readonly silentHours: readonly string[];
  /** Events that these hours usually bring. */
  readonly expected: number;
}

const hourMs = 3_600_000;

/** An hour that usually brings ten events is empty by chance once in 22,000 (Poisson). */
const usualMinimum = 10;

/**
 * Silent hours of `[from, to)`, judged by what the same hour of the day brings on the other days of both ranges.
 * Hours that are not yet over at `to` are not judged.
 */
export const feedGaps = (
  hours: readonly FeedHour[],
  range: { readonly from: string; readonly to: string },
  days: number,
): FeedGaps => {
  const byHour = Map.groupBy(hours, (hour) => new Date(hour.at).getUTCHours());
  const seen = new Set(hours.map((hour) => Date.parse(hour.at)));
  const silent = hoursOf(range)
    .filter((at) => !seen.has(at))
    .map((at) => ({ at, usual: usualOf(byHour.get(new Date(at).getUTCHours()) ?? [], days) }))
    .filter(({ usual }) => usual >= usualMinimum);
  return {
    silentHours: silent.map(({ at }) => new Date(at).toISOString()),
    expected: Math.round(silent.reduce((sum, { usual }) => sum + usual, 0)),
  };
};

const usualOf = (sameHour: readonly FeedHour[], days: number) =>
  sameHour.reduce((sum, hour) => sum + hour.count, 0) / Math.max(1, days - 1);

const hoursOf = ({ from, to }: { readonly from: string; readonly to: string }): number[] => {
  const first = Math.ceil(Date.parse(from) / hourMs) * hourMs;
  const whole = Math.max(0, Math.floor((Date.parse(to) - first) / hourMs));
  return Array.from({ length: whole }, (_, index) => first + index * hourMs);
};
