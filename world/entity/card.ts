import { keyOf, keyOfName, uniform } from "../random/counter.ts";
import { cumulated, logNormal, pick } from "../random/distribution.ts";
import { countries } from "./country.ts";
import type { Issuer } from "./issuer.ts";
import { devices } from "./vocabulary.ts";

/** When money comes in. */
export const paydays = ["first", "first_and_fifteenth", "friday"] as const;

/** A credential and the person behind it. */
export interface Card {
  readonly index: number;
  readonly key: number;
  readonly holder: number;
  readonly country: number;
  readonly issuer: Issuer;
  readonly network: number;
  readonly bin: number;
  readonly last4: number;
  readonly funding: number;
  readonly payday: (typeof paydays)[number];
  /** Cents of USD on the account right after a payday, in an average cycle. */
  readonly wealth: number;
  readonly device: number;
  readonly fingerprint: number;
  /** 10.0.0.0/8: no real address. */
  readonly ip: number;
  readonly hasWallet: boolean;
  readonly hasPasskey: boolean;
}

/** All cards, and for each country those issued there. */
export interface Cards {
  readonly all: readonly Card[];
  readonly byCountry: readonly (readonly Card[])[];
}

const draws = {
  country: 0,
  issuer: 1,
  bin: 2,
  last4: 3,
  payday: 4,
  wealth: 5,
  device: 6,
  fingerprint: 7,
  ip: 8,
  wallet: 9,
  passkey: 10,
} as const;

export const makeCards = (seed: number, count: number, issuers: readonly Issuer[]): Cards => {
  const key = keyOfName(seed, "card");
  const countryShares = cumulated(countries.map(({ weight }) => weight));
  const pools = countries.map((_, country) => issuerPool(issuers, country));
  const byCountry: Card[][] = countries.map(() => []);
  const all = Array.from({ length: count }, (_, index): Card => {
    const own = keyOf(key, index);
    const country = pick(countryShares, uniform(own, draws.country));
    const card = makeCard(own, index, country, pools[country] as IssuerPool);
    byCountry[country]?.push(card);
    return card;
  });
  return { all, byCountry };
};

interface IssuerPool {
  readonly issuers: readonly Issuer[];
  readonly shares: Float64Array;
}

const issuerPool = (issuers: readonly Issuer[], country: number): IssuerPool => {
  const pool = issuers.filter((issuer) => issuer.country === country);
  return { issuers: pool, shares: cumulated(pool.map(({ weight }) => weight)) };
};

/** Two cards in five belong to a holder who has another one. */
const holderOf = (index: number): number => (index % 5 === 4 ? index - 1 : index);

/** Median wealth by funding: credit lines are wide, prepaid cards hold little. Cents of USD. */
const wealthMedians = [540_000, 160_000, 55_000];

const makeCard = (key: number, index: number, country: number, pool: IssuerPool): Card => {
  const issuer = pool.issuers[pick(pool.shares, uniform(key, draws.issuer))] as Issuer;
  const binShares = cumulated(issuer.bins.map(({ weight }) => weight));
  const bin = issuer.bins[pick(binShares, uniform(key, draws.bin))] as Issuer["bins"][number];
  const u = uniform(key, draws.device);
  return {
    index,
    key,
    holder: holderOf(index),
    country,
    issuer,
    network: bin.network,
    bin: bin.digits,
    last4: Math.floor(uniform(key, draws.last4) * 10_000),
    funding: bin.funding,
    payday: paydayOf(uniform(key, draws.payday)),
    wealth: logNormal(uniform(key, draws.wealth), wealthMedians[bin.funding] ?? 0, 0.9),
    device: u < 0.6 ? 0 : u < 0.93 ? 1 : devices.length - 1,
    fingerprint: holderOf(index),
    ip: 10 * 2 ** 24 + Math.floor(uniform(key, draws.ip) * 2 ** 24),
    hasWallet: u < 0.6 && uniform(key, draws.wallet) < 0.4,
    hasPasskey: uniform(key, draws.passkey) < 0.06,
  };
};

const paydayOf = (u: number): Card["payday"] =>
  u < 0.4 ? "first" : u < 0.7 ? "first_and_fifteenth" : "friday";
