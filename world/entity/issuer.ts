import { keyOf, keyOfName, uniform } from "../random/counter.ts";
import { normalQuantile } from "../random/distribution.ts";
import { countries } from "./country.ts";
import { processors } from "./processor.ts";
import { funding, network } from "./vocabulary.ts";

/** A range of card numbers of one issuer: one network and one way of funding. */
export interface Bin {
  readonly digits: number;
  readonly network: number;
  readonly funding: number;
  readonly weight: number;
}

/** A bank that decides about its cards. Its place in the list is its code in the dictionary. */
export interface Issuer {
  readonly index: number;
  readonly key: number;
  readonly name: string;
  readonly country: number;
  /** Among the cards of its country. */
  readonly weight: number;
  readonly bins: readonly Bin[];
  /** How much stricter than others it is, in log odds of a refusal. */
  readonly refusalLogit: number;
  /** Log odds of a refusal that a network token takes away. */
  readonly tokenLogit: number;
  /** How well it gets on with each processor beyond what is true of its region, in log odds of a refusal. */
  readonly affinities: readonly number[];
  /** How often it says what is wrong instead of "do not honour". */
  readonly candour: number;
  /** How often it sends a merchant advice code on Mastercard. */
  readonly adviceShare: number;
}

const names = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir"];

/** Five or so banks per country, two card companies besides; invented names. */
export const makeIssuers = (seed: number): Issuer[] => {
  const key = keyOfName(seed, "issuer");
  const banks = countries.flatMap(({ code }, country) =>
    names
      .slice(0, code === "US" ? 6 : 4)
      .map((name, place) => ({ name: `${name} Bank ${code}`, country, place, cardCompany: null })),
  );
  const companies = [
    ...["US", "GB", "CA", "DE", "MX"].map((code) => ({
      company: "Opal",
      network: network.amex,
      code,
    })),
    { company: "Quartz", network: network.discover, code: "US" },
  ].map(({ company, network: cardCompany, code }) => ({
    name: `${company} Card ${code}`,
    country: countries.findIndex((country) => country.code === code),
    place: 3,
    cardCompany,
  }));
  return [...banks, ...companies].map(({ name, country, place, cardCompany }, index) => {
    const own = keyOf(key, index);
    return {
      index,
      key: own,
      name,
      country,
      weight: 1 / (1 + place) ** 0.8 / (cardCompany === null ? 1 : 1.4),
      bins: cardCompany === null ? bankBins(own, index) : [companyBin(own, index, cardCompany)],
      refusalLogit: 0.32 * normalQuantile(uniform(own, draws.refusal)),
      tokenLogit: 0.3 + 0.25 * uniform(own, draws.token),
      affinities: processors.map(
        (_, processor) => 0.25 * normalQuantile(uniform(own, draws.affinity, processor)),
      ),
      candour: 0.66 + 0.28 * uniform(own, draws.candour),
      adviceShare: 0.3 + 0.5 * uniform(own, draws.advice),
    };
  });
};

const draws = { refusal: 0, token: 1, candour: 2, advice: 3, bin: 4, affinity: 5 } as const;

/** Six digits that start as the network's numbers do; the issuer's place keeps them apart. */
const binDigits = (key: number, index: number, place: number, start: number): number => {
  const free = 10 ** (6 - String(start).length);
  const slots = Math.floor(free / 100);
  return start * free + (Math.floor(uniform(key, draws.bin, place) * slots) * 100 + index);
};

const bankBins = (key: number, index: number): Bin[] => {
  const bin = (place: number, start: number, net: number, fund: number, weight: number): Bin => ({
    digits: binDigits(key, index, place, start),
    network: net,
    funding: fund,
    weight,
  });
  return [
    bin(0, 40, network.visa, funding.credit, 24),
    bin(1, 44, network.visa, funding.debit, 32),
    bin(2, 47, network.visa, funding.prepaid, 4),
    bin(3, 51, network.mastercard, funding.credit, 18),
    bin(4, 53, network.mastercard, funding.debit, 19),
    bin(5, 55, network.mastercard, funding.prepaid, 3),
  ];
};

const companyBin = (key: number, index: number, net: number): Bin => ({
  digits: binDigits(key, index, 6, net === network.amex ? 37 : 65),
  network: net,
  funding: funding.credit,
  weight: 1,
});
