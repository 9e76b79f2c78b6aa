/** A repeatable source of chance: the same seed gives the same sequence on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  /** One of the values with probability proportional to its weight. */
  weighted<T>(weights: readonly (readonly [T, number])[]): T;
  /** `length` characters of the alphabet. */
  text(length: number, alphabet?: string): string;
}

const base32 = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Mulberry32: a 32-bit state, one multiplication chain a number. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    weighted: (weights) => {
      const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
      let rest = next() * total;
      for (const [value, weight] of weights) {
        rest -= weight;
        if (rest < 0) return value;
      }
      const last = weights.at(-1);
      if (last === undefined) throw new RangeError("nothing to choose from");
      return last[0];
    },
    text: (length, alphabet = base32) =>
      Array.from({ length }, () => alphabet[whole(0, alphabet.length - 1)]).join(""),
  };
};
