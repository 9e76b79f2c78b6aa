import type { RawEvent } from "./raw-attempts.ts";

const tenThousandth = 10_000n;

/** Decimal text as a whole number of ten-thousandths. */
export const inTenThousandths = (text: string): bigint => {
  const [whole = "0", fraction = ""] = text.split(".");
  return BigInt(whole) * tenThousandth + BigInt(fraction.padEnd(4, "0").slice(0, 4));
};

/** Minor units of an amount: yen have no decimals, every other currency of the fixtures has two. */
export const minorUnits = (amount: string, currency: string): bigint =>
  inTenThousandths(amount) / (currency === "JPY" ? tenThousandth : 100n);

/** Ten-thousandths of a US dollar for an amount on a UTC day; null where no rate of that day or earlier is known. */
export type ToUsd = (amount: string, currency: string, day: string) => bigint | null;

/** Conversion by the rates among these events: the day's, or else the last earlier one. */
export const usdConverter = (events: readonly RawEvent[]): ToUsd => {
  const rates = events
    .filter(({ type }) => type === "fx_rate")
    .map(({ currency, date, usd_per_unit }) => ({
      currency: String(currency),
      date: String(date),
      // Rates of the fixtures have at most ten decimals.
      rate: BigInt(Number(usd_per_unit).toFixed(10).replace(".", "")),
    }))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return (amount, currency, day) => {
    if (currency === "USD") return inTenThousandths(amount);
    const rate = rates.findLast((one) => one.currency === currency && one.date <= day)?.rate;
    if (rate === undefined) return null;
    const half = 5_000_000_000n;
    return (inTenThousandths(amount) * rate + half) / 10_000_000_000n;
  };
};

/** A sum of ten-thousandths of a dollar in cents, half a cent upwards. */
export const inCents = (tenThousandths: bigint): number => Number((tenThousandths + 50n) / 100n);
