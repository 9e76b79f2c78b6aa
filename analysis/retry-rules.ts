/** Where a rule holds: a country, a region, or everywhere that no closer rule is known. */
export type RuleRegion = "US" | "CA" | "EU" | "BR" | "any";

/** A network's limit on repeating a declined attempt. Where sources differ, the stricter one. */
export interface RetryLimit {
  readonly id: string;
  readonly network: "visa" | "mastercard" | "elo";
  readonly region: RuleRegion;
  /** What is counted: the card anywhere, or the same card, merchant and amount. */
  readonly per: "card" | "card, merchant and amount";
  readonly window: "24 hours" | "30 days" | "calendar month";
  /** Declines in the window after which one more attempt is still within the limit. */
  readonly declinesAllowed: number;
  /** Charged for each attempt beyond it; null where no source names it. */
  readonly fee: { readonly minor: number; readonly currency: string } | null;
  /** ISO day; null where no source names it. */
  readonly effectiveFrom: string | null;
  readonly source: string;
  readonly confidence: "primary" | "secondary";
}

const visaSource =
  "Visa decline categories, as published by Worldpay and PayPal; 20 in newer lists, the stricter 15 is taken";
const mastercardSource = "Mastercard Transaction Processing Excellence, excessive attempts";

const visa = (region: RuleRegion, minor: number, currency: string): RetryLimit => ({
  id: `visa-30-days-${region}`,
  network: "visa",
  region,
  per: "card, merchant and amount",
  window: "30 days",
  // The first attempt and fifteen repeats.
  declinesAllowed: 15,
  fee: { minor, currency },
  effectiveFrom: "2023-04-01",
  source: visaSource,
  confidence: "secondary",
});

const mastercard = (
  region: RuleRegion,
  window: "24 hours" | "30 days",
  fee: RetryLimit["fee"],
  effectiveFrom: string | null,
  declinesAllowed = window === "24 hours" ? 9 : 34,
): RetryLimit => ({
  id: `mastercard-${window === "24 hours" ? "24-hours" : "30-days"}-${region}-${effectiveFrom ?? "undated"}`,
  network: "mastercard",
  region,
  per: window === "24 hours" ? "card" : "card, merchant and amount",
  window,
  declinesAllowed,
  fee,
  effectiveFrom,
  source: mastercardSource,
  confidence: "secondary",
});

/** Every limit ever in force that a source names, oldest first within its network. */
export const retryLimits: readonly RetryLimit[] = [
  visa("any", 10, "USD"),
  visa("BR", 25, "USD"),
  mastercard("any", "24 hours", null, null),
  mastercard("any", "30 days", null, null),
  mastercard("US", "30 days", { minor: 10, currency: "USD" }, "2022-10-01"),
  mastercard("US", "30 days", { minor: 15, currency: "USD" }, "2023-11-01"),
  mastercard("US", "30 days", { minor: 30, currency: "USD" }, "2024-01-01"),
  mastercard("US", "30 days", { minor: 50, currency: "USD" }, "2025-01-01"),
  mastercard("CA", "30 days", { minor: 50, currency: "USD" }, "2024-05-01"),
  mastercard("EU", "30 days", { minor: 55, currency: "EUR" }, "2024-08-01"),
  mastercard("BR", "24 hours", { minor: 200, currency: "BRL" }, null, 7),
  {
    id: "elo-month-BR",
    network: "elo",
    region: "BR",
    per: "card, merchant and amount",
    window: "calendar month",
    declinesAllowed: 15,
    fee: { minor: 80, currency: "BRL" },
    effectiveFrom: "2025-01-01",
    source: "Elo, reversible declines from the sixteenth attempt of a calendar month",
    confidence: "secondary",
  },
];

/** The limits in force on a day (ISO): of each network and window the closest region's, of it the newest begun. */
export const limitsInForce = (
  network: string,
  region: RuleRegion,
  day: string,
  limits: readonly RetryLimit[] = retryLimits,
): RetryLimit[] => {
  const begun = limits.filter(
    (limit) =>
      limit.network === network &&
      (limit.region === region || limit.region === "any") &&
      (limit.effectiveFrom ?? "") <= day,
  );
  return [...Map.groupBy(begun, ({ window }) => window).values()].flatMap(
    (own) =>
      own.toSorted(
        (a, b) =>
          Number(a.region === "any") - Number(b.region === "any") ||
          ((a.effectiveFrom ?? "") < (b.effectiveFrom ?? "") ? 1 : -1),
      )[0] ?? [],
  );
};

/** What a decline says about repeating it, by the network's own rules. */
export type DeclineOrder =
  | { readonly kind: "never"; readonly rule: string }
  | { readonly kind: "wait"; readonly hours: number; readonly rule: string }
  | { readonly kind: "free" };

/** Hours that Mastercard's advice asks to wait: 02 and the seven codes of insufficient funds. */
const adviceWaitHours: ReadonlyMap<string, number> = new Map([
  ["02", 72],
  ["24", 1],
  ["25", 24],
  ["26", 48],
  ["27", 96],
  ["28", 144],
  ["29", 192],
  ["30", 240],
]);
const adviceNever = new Set(["03", "21", "40", "41", "42"]);
/** Reversible only where Elo does not say that the decline is final. */
const visaNever = 1;

/** The order that a decline gives: never, not before a time, or free within the limits. */
export const orderOf = (decline: {
  readonly network: string;
  readonly category: number | null;
  readonly advice: string | null;
}): DeclineOrder => {
  const { network, category, advice } = decline;
  if (network === "visa" && category === visaNever)
    return { kind: "never", rule: "Visa decline category 1: the issuer will never approve" };
  if (network === "elo" && category === visaNever)
    return {
      kind: "never",
      rule: "Elo: irreversible declines are charged from the second attempt",
    };
  if (network !== "mastercard" || advice === null) return { kind: "free" };
  const code = advice.padStart(2, "0");
  if (adviceNever.has(code))
    return { kind: "never", rule: `Mastercard merchant advice ${code}: do not try again` };
  const hours = adviceWaitHours.get(code);
  return hours === undefined
    ? { kind: "free" }
    : { kind: "wait", hours, rule: `Mastercard merchant advice ${code}: not before` };
};
