import type { Region } from "./country.ts";

/** Who carries an attempt to the network. Logits are added to the log odds that the issuer refuses: less is better. */
export interface Processor {
  readonly name: string;
  /** Its feed of events. */
  readonly source: string;
  readonly refusalLogit: Readonly<Record<Region, number>>;
  /** Added where the card is debit or prepaid. */
  readonly debitLogit: number;
  /** Added for Mastercard. */
  readonly mastercardLogit: number;
  /** Probability that an attempt fails on its own systems. */
  readonly failure: number;
  readonly latencyMedianMs: number;
  readonly latencySigma: number;
  /** Its margin: basis points of an approved amount, and cents of USD for every attempt. */
  readonly marginBps: number;
  readonly attemptCents: number;
}

/** A processor's place here is its code in the dictionary. Names are invented. */
export const processors: readonly Processor[] = [
  {
    name: "north",
    source: "north-feed",
    refusalLogit: { north_america: -0.17, europe: 0.09, latin_america: 0.26, asia_pacific: 0 },
    debitLogit: 0.06,
    mastercardLogit: 0,
    failure: 0.002,
    latencyMedianMs: 420,
    latencySigma: 0.35,
    marginBps: 38,
    attemptCents: 9,
  },
  {
    name: "harbor",
    source: "harbor-feed",
    refusalLogit: { north_america: 0.26, europe: -0.34, latin_america: 0.34, asia_pacific: 0.17 },
    debitLogit: -0.08,
    mastercardLogit: 0.08,
    failure: 0.0025,
    latencyMedianMs: 510,
    latencySigma: 0.4,
    marginBps: 30,
    attemptCents: 8,
  },
  {
    name: "summit",
    source: "summit-feed",
    refusalLogit: { north_america: -0.34, europe: 0.42, latin_america: 0.17, asia_pacific: 0.26 },
    debitLogit: 0.02,
    mastercardLogit: -0.12,
    failure: 0.003,
    latencyMedianMs: 360,
    latencySigma: 0.3,
    marginBps: 24,
    attemptCents: 6,
  },
  {
    name: "meadow",
    source: "meadow-feed",
    refusalLogit: { north_america: 0.34, europe: 0.34, latin_america: -0.51, asia_pacific: -0.42 },
    debitLogit: 0,
    mastercardLogit: 0.04,
    failure: 0.0035,
    latencyMedianMs: 640,
    latencySigma: 0.45,
    marginBps: 44,
    attemptCents: 10,
  },
];
