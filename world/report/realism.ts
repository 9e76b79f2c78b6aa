import type { Share, WorldMeasures } from "./measure-world.ts";
import { type PublishedRange, publishedRanges } from "./published-range.ts";

/** A measure held against what is published. */
export interface Judged extends PublishedRange {
  /** In its unit; null where there is nothing to divide by. */
  readonly value: number | null;
  /** What it was computed from, in words. */
  readonly basis: string;
  readonly verdict: "inside" | "outside" | "not judged";
}

export interface RealismWorlds {
  /** The default policy over a long time, for everything but the policies. */
  readonly main: WorldMeasures;
  /** The same world under three policies. */
  readonly policies: Readonly<Record<"default" | "oracle" | "random", WorldMeasures>>;
}

const scale = { "%": 100, pp: 100, bps: 10_000, USD: 1 } as const;

/** Every measure of the report, judged as it will be written: to one decimal, to two for money. */
export const judge = (worlds: RealismWorlds): Judged[] =>
  publishedRanges.map((range) => {
    const { value, basis } = measured(range, worlds);
    const written = value === null ? null : Number(value.toFixed(digitsOf(range)));
    return { ...range, value: written, basis, verdict: verdictOf(range.range, written) };
  });

export const digitsOf = ({ unit }: Pick<PublishedRange, "unit">): number =>
  unit === "USD" ? 2 : 1;

export function verdictOf(
  range: readonly [number, number] | null,
  value: number | null,
): Judged["verdict"] {
  if (range === null || value === null) return "not judged";
  return value >= range[0] && value <= range[1] ? "inside" : "outside";
}

interface Valued {
  readonly value: number | null;
  readonly basis: string;
}

function measured({ id, unit }: PublishedRange, { main, policies }: RealismWorlds): Valued {
  const of = (name: string) => shareNamed(main, name);
  switch (id) {
    case "cross_border_gap":
      return difference(of("cross_border_approval"), of("domestic_approval"));
    case "token_gap":
      return difference(of("token_approval"), of("plain_card_approval"));
    case "oracle_uplift":
      return difference(firstAttempts(policies.oracle), firstAttempts(policies.default));
    case "random_uplift":
      return difference(firstAttempts(policies.random), firstAttempts(policies.default));
    default:
      return { value: ratio(of(id), scale[unit]), basis: spoken(of(id)) };
  }
}

const firstAttempts = (world: WorldMeasures): Share => {
  const [remote, present] = ["remote_approval", "present_approval"].map((id) =>
    shareNamed(world, id),
  );
  return {
    numerator: (remote?.numerator ?? 0) + (present?.numerator ?? 0),
    denominator: (remote?.denominator ?? 0) + (present?.denominator ?? 0),
  };
};

function difference(one: Share, other: Share): Valued {
  const [a, b] = [ratio(one, 100), ratio(other, 100)];
  return {
    value: a === null || b === null ? null : a - b,
    basis: `${spoken(one)} less ${spoken(other)}`,
  };
}

export const ratio = ({ numerator, denominator }: Share, times: number): number | null =>
  denominator === 0 ? null : (times * numerator) / denominator;

function shareNamed({ shares }: WorldMeasures, id: string): Share {
  const share = shares.get(id);
  if (share === undefined) throw new Error(`measures.sql has no row ${id}`);
  return share;
}

const spoken = ({ numerator, denominator }: Share): string =>
  `${whole(numerator)} of ${whole(denominator)}`;
const whole = (value: number): string => Math.round(value).toLocaleString("en-US");
