/** A seeded stream of numbers in [0, 1): the same on every machine (mulberry32). */
export type Random = () => number;

export const randomOf = (seed: number): Random => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** Standard normal: Box and Muller, Ann. Math. Stat. 29 (1958) 610–611. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Successes of `n` trials, one by one where they are few, by the normal limit where they are many. */
export function binomial(random: Random, n: number, p: number): number {
  const spread = n * p * (1 - p);
  if (spread > 100)
    return Math.min(n, Math.max(0, Math.round(n * p + Math.sqrt(spread) * normal(random))));
  let successes = 0;
  for (let trial = 0; trial < n; trial++) if (random() < p) successes++;
  return successes;
}

/** An index, drawn by weights. */
export function drawn(random: Random, weights: readonly number[]): number {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    left -= weight;
    if (left < 0) return index;
  }
  return Math.max(0, weights.length - 1);
}

/** `k` of the items, each as likely. */
export const sampled = <T>(random: Random, items: readonly T[], k: number): T[] =>
  items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, k)
    .map(({ item }) => item);
