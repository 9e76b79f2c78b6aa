import type { Random } from "./random.ts";

export type Funding = "credit" | "debit" | "prepaid";
export type Wallet = "" | "apple_pay" | "google_pay";
export type Currency = "usd" | "eur" | "brl";

export interface Market {
  readonly country: string;
  readonly currency: Currency;
  /** Share of the shop's payments. */
  readonly share: number;
  readonly debit: number;
  readonly prepaid: number;
  /** Declines relative to the average market. */
  readonly declines: number;
  readonly utcOffsetHours: number;
  /** Median basket in minor units of the currency. */
  readonly basketMinor: number;
}

/** Where the shop sells. Brazil and Mexico decline most, as cross-border debit does in real portfolios. */
export const markets: readonly Market[] = [
  market("US", "usd", 0.3, 0.38, 0.07, 0.85, -4, 4_900),
  market("BR", "brl", 0.24, 0.5, 0.05, 1.2, -3, 18_900),
  market("DE", "eur", 0.14, 0.35, 0.04, 0.75, 1, 5_400),
  market("GB", "usd", 0.11, 0.6, 0.04, 0.7, 0, 5_200),
  market("MX", "usd", 0.11, 0.5, 0.06, 1.45, -6, 3_600),
  market("FR", "eur", 0.06, 0.3, 0.03, 0.9, 1, 4_700),
  market("ES", "eur", 0.04, 0.45, 0.04, 0.95, 1, 4_100),
];

function market(
  country: string,
  currency: Currency,
  share: number,
  debit: number,
  prepaid: number,
  declines: number,
  utcOffsetHours: number,
  basketMinor: number,
): Market {
  return { country, currency, share, debit, prepaid, declines, utcOffsetHours, basketMinor };
}

export interface Card {
  readonly fingerprint: string;
  readonly last4: string;
  readonly brand: "Visa" | "MasterCard" | "American Express" | "Discover";
  readonly funding: Funding;
  readonly country: string;
  readonly wallet: Wallet;
  readonly expiryMonth: number;
  readonly expiryYear: number;
}

/** A card as it is common in this market. */
export const drawCard = (random: Random, { country, debit, prepaid }: Market): Card => {
  const funding = random.weighted<Funding>([
    ["debit", debit],
    ["prepaid", prepaid],
    ["credit", 1 - debit - prepaid],
  ]);
  const isUs = country === "US";
  return {
    fingerprint: random.text(16, "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789"),
    last4: random.text(4, "0123456789"),
    brand: random.weighted([
      ["Visa", 0.54],
      ["MasterCard", 0.36],
      ["American Express", funding === "credit" ? 0.08 : 0],
      ["Discover", isUs && funding === "credit" ? 0.05 : 0],
    ]),
    funding,
    country,
    wallet: random.weighted<Wallet>([
      ["", 0.7],
      ["apple_pay", isUs || country === "GB" ? 0.22 : 0.13],
      ["google_pay", isUs ? 0.08 : 0.15],
    ]),
    expiryMonth: random.whole(1, 12),
    expiryYear: random.whole(2027, 2031),
  };
};
