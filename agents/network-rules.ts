import { limitsInForce, orderOf, type RetryLimit } from "../analysis/retry-rules.ts";
import type { CapRow } from "../tools/retry-caps.ts";
import type { RetryAfterRow } from "../tools/retry-never.ts";

type CapColumn = "declines_before_30d" | "declines_before_24h";

/** A limit as the export's counters can be held against it. The region of an attempt is not known: that of everywhere. */
export interface RetryCap extends RetryLimit {
  readonly column: CapColumn;
  /** As a sentence goes on. */
  readonly rule: string;
}

/** The caps in force on a day (ISO), the stricter one where sources differ. */
export const retryCapsOn = (day: string): RetryCap[] =>
  ["visa", "mastercard"].flatMap((network) =>
    limitsInForce(network, "any", day).map((limit) => ({
      ...limit,
      column: limit.window === "24 hours" ? "declines_before_24h" : "declines_before_30d",
      rule: `${limit.declinesAllowed} declines within ${limit.window} per ${limit.per}`,
    })),
  );

/** Attempts beyond a cap. */
export const beyondCap = (cap: RetryCap, rows: readonly CapRow[]): number =>
  rows
    .filter((row) => row.card_network === cap.network && row[cap.column] > cap.declinesAllowed)
    .reduce((sum, row) => sum + row.attempts, 0);

/** Whether the network itself forbids the retry, whatever the reason is called. */
export const isForbiddenByNetwork = (
  row: Pick<RetryAfterRow, "card_network" | "network_category" | "merchant_advice_code">,
): boolean =>
  // An export that does not name the network still gives Visa's category or Mastercard's advice.
  ["visa", "mastercard"].some(
    (network) =>
      (row.card_network === null || row.card_network === network) &&
      orderOf({ network, category: row.network_category, advice: row.merchant_advice_code })
        .kind === "never",
  );

/** A network's limit on disputes. Ratios are fractions. */
export interface ProgrammeLimit {
  readonly network: string;
  readonly programme: string;
  readonly ratio: number;
  readonly minimumCases: number;
  /** Cases that one dispute counts for; Visa counts a fraud dispute as fraud report and as dispute. */
  readonly fraudWeight: number;
  /** Visa watches payments without a card present, Mastercard all. */
  readonly counts: "remote" | "all";
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
    counts: "remote",
    salesOf: "same month",
    effectiveFrom: "2025-04-01",
  },
  {
    network: "visa",
    programme: "Visa Acquirer Monitoring Program, merchant excessive",
    ratio: 0.015,
    minimumCases: 1500,
    fraudWeight: 2,
    counts: "remote",
    salesOf: "same month",
    effectiveFrom: "2026-04-01",
  },
  {
    network: "mastercard",
    programme: "Mastercard Excessive Chargeback Merchant",
    ratio: 0.015,
    minimumCases: 100,
    fraudWeight: 1,
    counts: "all",
    salesOf: "month before",
    effectiveFrom: null,
  },
  {
    network: "mastercard",
    programme: "Mastercard High Excessive Chargeback Merchant",
    ratio: 0.03,
    minimumCases: 300,
    fraudWeight: 1,
    counts: "all",
    salesOf: "month before",
    effectiveFrom: null,
  },
];

/** The limits of a network that are in force on a day (ISO), one of each programme. */
export const programmeLimitsOn = (network: string, day: string): ProgrammeLimit[] => {
  const begun = programmeLimits.filter(
    (limit) => limit.network === network && (limit.effectiveFrom ?? "") <= day,
  );
  return [...Map.groupBy(begun, ({ programme }) => programme).values()].flatMap(
    (own) =>
      own.toSorted((a, b) => ((a.effectiveFrom ?? "") < (b.effectiveFrom ?? "") ? 1 : -1))[0] ?? [],
  );
};
