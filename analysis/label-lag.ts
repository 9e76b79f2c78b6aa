/** Labels that have arrived: purchases of one age, labelled after one lag, both in whole periods. */
export interface ArrivedLabels {
  readonly age: number;
  readonly lag: number;
  readonly count: number;
}

export interface Completeness {
  /** Share of the labels of purchases of this age that have arrived, of those that arrive within the longest lag seen. */
  readonly at: (age: number) => number;
}

/** Labels below which the lag is not known. */
const minimumLabels = 50;

/**
 * How much of a cohort is labelled at an age, from labels that are seen only if they came before now: right-truncated data, whose
 * plain histogram of lags is biased towards short ones. Product of reverse hazards: of the labels that came within k periods,
 * among purchases old enough for k to be seen, the share that took exactly k. Null with too few labels.
 * Source: Lagakos, Barraj, De Gruttola, Biometrika 75 (1988) 515–523; Kalbfleisch, Lawless, JASA 84 (1989) 360–372.
 */
export const labelLag = (labels: readonly ArrivedLabels[]): Completeness | null => {
  const total = labels.reduce((sum, { count }) => sum + count, 0);
  if (total < minimumLabels) return null;
  const longest = Math.max(...labels.map(({ lag }) => lag));
  // arrived[k] is the share that has arrived k whole periods after the purchase.
  const arrived = Array.from({ length: longest + 1 }, () => 1);
  for (let lag = longest; lag > 0; lag -= 1) {
    // An age of k whole periods has seen only a part of lag k: it counts from k + 1 on.
    const seen = labels.filter((label) => label.age > lag && label.lag <= lag);
    const within = seen.reduce((sum, { count }) => sum + count, 0);
    const exactly = seen
      .filter((label) => label.lag === lag)
      .reduce((sum, { count }) => sum + count, 0);
    const hazard = within === 0 ? 0 : exactly / within;
    arrived[lag - 1] = (arrived[lag] ?? 1) * (1 - hazard);
  }
  return {
    at: (age) => {
      if (age > longest) return 1;
      const before = age === 0 ? 0 : (arrived[age - 1] ?? 1);
      // On average half of the running period has passed.
      return (before + (arrived[age] ?? 1)) / 2;
    },
  };
};
