import type { CapRow } from "../tools/retry-caps.ts";
import type { RetryAfterRow } from "../tools/retry-never.ts";

/** A network's limit on repeating a declined attempt. Where sources differ, the stricter one. */
export interface RetryCap {
  readonly network: string;
  readonly column: "declines_before_30d" | "declines_before_24h";
  /** Earlier declines after which another attempt is still within the limit. */
  readonly declinesAllowed: number;
  readonly rule: string;
  /** ISO day; null where no source we hold names it. */
  readonly effectiveFrom: string | null;
  readonly source: string;
}

export const retryCaps: readonly RetryCap[] = [
  {
    network: "visa",
    column: "declines_before_30d",
    declinesAllowed: 15,
    rule: "fifteen reattempts within thirty days per card, merchant and amount",
    effectiveFrom: null,
    source: "Visa decline categories, as published by Worldpay and PayPal (some regions allow 20)",
  },
  {
    network: "mastercard",
    column: "declines_before_30d",
    declinesAllowed: 34,
    rule: "thirty-five attempts within thirty days per card, acceptor and amount",
    effectiveFrom: null,
    source: "Mastercard Transaction Processing Excellence, excessive attempts",
  },
  {
    network: "mastercard",
    column: "declines_before_24h",
    declinesAllowed: 9,
    rule: "ten declines within one day per card",
    effectiveFrom: null,
    source: "Mastercard Transaction Processing Excellence, excessive attempts",
  },
];

/** Attempts beyond a cap. */
export const beyondCap = (cap: RetryCap, rows: readonly CapRow[]): number =>
  rows
    .filter((row) => row.card_network === cap.network && row[cap.column] > cap.declinesAllowed)
    .reduce((sum, row) => sum + row.attempts, 0);

/** Visa: the issuer will never approve; each reattempt is charged. */
const neverCategory = 1;
/** Mastercard: do not try again; recurring plan cancelled. */
const neverAdvice = new Set(["03", "3", "21"]);

/** Whether the network itself forbids the retry, whatever the reason is called. */
export const isForbiddenByNetwork = (
  row: Pick<RetryAfterRow, "network_category" | "merchant_advice_code">,
): boolean =>
  row.network_category === neverCategory || neverAdvice.has(row.merchant_advice_code ?? "");

/** A network's limit on disputes. Ratios are fractions. */
export interface ProgrammeLimit {
  readonly network: string;
  readonly programme: string;
  readonly ratio: number;
  readonly minimumCases: number;
  /** Cases that one dispute counts for; Visa counts a fraud dispute as fraud report and as dispute. */
  readonly fraudWeight: number;
  /** Sales that the disputes of a month are divided by. */
  readonly salesOf: "same month" | "month before";
  /** ISO day; null where no source we hold names it. */
  readonly effectiveFrom: string | null;
}

const programmeLimits: readonly ProgrammeLimit[] = [
  {
    network: "visa",
    programme: "Visa Acquirer Monitoring Program, merchant excessive",
    ratio: 0.022,
    minimumCases: 1500,
    fraudWeight: 2,
    salesOf: "same month",
    effectiveFrom: "2025-04-01",
  },
  {
    network: "visa",
    programme: "Visa Acquirer Monitoring Program, merchant excessive",
    ratio: 0.015,
    minimumCases: 1500,
    fraudWeight: 2,
    salesOf: "same month",
    effectiveFrom: "2026-04-01",
  },
  {
    network: "mastercard",
    programme: "Mastercard Excessive Chargeback Merchant",
    ratio: 0.015,
    minimumCases: 100,
    fraudWeight: 1,
    salesOf: "month before",
    effectiveFrom: null,
  },
];

/** The limit of a network that is in force on a day (ISO), or undefined where none is known. */
export const programmeLimitOn = (network: string, day: string): ProgrammeLimit | undefined =>
  programmeLimits
    .filter((limit) => limit.network === network && (limit.effectiveFrom ?? "") <= day)
    .toSorted((a, b) => ((a.effectiveFrom ?? "") < (b.effectiveFrom ?? "") ? 1 : -1))[0];
