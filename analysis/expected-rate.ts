import { twoSidedP } from "./normal.ts";
import type { Rate } from "./rate.ts";

/** Events of one member (an issuer, a BIN) in one stratum of comparable traffic. */
export interface MemberCell {
  readonly member: string;
  readonly stratum: string;
  readonly rate: Rate;
}

export interface AgainstPeers {
  readonly member: string;
  readonly observed: Rate;
  /** Events that the peers' rates, stratum by stratum, would give this member's traffic. */
  readonly expected: number;
  readonly p: number;
  readonly z: number;
}

/**
 * Observed against expected events of each member, its own traffic held equal (indirect standardisation): the expectation
 * takes every stratum at the rate of all other members there. Strata that no peer shares are left out.
 * Source: Breslow and Day, Statistical Methods in Cancer Research II (1987), 2.3; normal test with binomial variance.
 */
export const againstPeers = (cells: readonly MemberCell[]): AgainstPeers[] => {
  const strata = Map.groupBy(cells, (cell) => cell.stratum);
  const members = Map.groupBy(cells, (cell) => cell.member);
  return [...members].map(([member, own]) => {
    const compared = own.flatMap((cell) => {
      const peers = (strata.get(cell.stratum) ?? []).filter((other) => other.member !== member);
      const tried = sum(peers.map((peer) => peer.rate.denominator));
      if (tried === 0) return [];
      const rate = (sum(peers.map((peer) => peer.rate.numerator)) + 0.5) / (tried + 1);
      const n = cell.rate.denominator;
      const variance = n * rate * (1 - rate) * (1 + n / tried);
      return [{ ...cell.rate, expected: n * rate, variance }];
    });
    const observed = {
      numerator: sum(compared.map((c) => c.numerator)),
      denominator: sum(compared.map((c) => c.denominator)),
    };
    const expected = sum(compared.map((c) => c.expected));
    const variance = sum(compared.map((c) => c.variance));
    const z = variance === 0 ? 0 : (observed.numerator - expected) / Math.sqrt(variance);
    return { member, observed, expected, z, p: twoSidedP(z) };
  });
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
