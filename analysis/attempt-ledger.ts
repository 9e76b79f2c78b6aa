import {
  limitsInForce,
  orderOf,
  type RetryLimit,
  type RuleRegion,
  retryLimits,
} from "./retry-rules.ts";

/** An attempt that wants to be made. */
export interface LedgerAttempt {
  readonly network: string;
  readonly region: RuleRegion;
  /** A fingerprint of the card, never its number. */
  readonly credential: string;
  readonly merchant: string;
  readonly amountMinor: number;
  readonly currency: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** How it ended; category and advice as the network gave them. */
export interface LedgerDecline {
  readonly category: number | null;
  readonly advice: string | null;
}

export type LedgerVerdict =
  | { readonly kind: "allowed"; readonly declines24h: number; readonly declines30d: number }
  | { readonly kind: "never"; readonly rule: string }
  | { readonly kind: "wait"; readonly until: number; readonly rule: string }
  | { readonly kind: "over_limit"; readonly limit: RetryLimit };

/** Counts declines per credential, merchant and amount, and says of the next attempt whether the networks' rules allow it. */
export interface AttemptLedger {
  judge(attempt: LedgerAttempt): LedgerVerdict;
  /** Every declined attempt, whoever made it: the shopper's own tries count too. */
  recordDecline(attempt: LedgerAttempt, decline: LedgerDecline): void;
  /** An approval ends the transaction: what follows is another purchase. */
  recordApproval(attempt: LedgerAttempt): void;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monthMs = 30 * dayMs;

interface Line {
  readonly declines: number[];
  /** Of the transaction that is still open; null after an approval. */
  firstAt: number | null;
  forbidden: string | null;
  forbiddenUntil: number;
  notBefore: number;
  notBeforeRule: string;
}

/** An empty ledger over these limits. */
export const createAttemptLedger = (limits: readonly RetryLimit[] = retryLimits): AttemptLedger => {
  const lines = new Map<string, Line>();
  const cards = new Map<string, number[]>();
  const inForce = new Map<string, readonly RetryLimit[]>();

  const rulesFor = ({ network, region, at }: LedgerAttempt) => {
    const day = new Date(at).toISOString().slice(0, "2026-01-01".length);
    const key = `${network} ${region} ${day}`;
    const known = inForce.get(key) ?? limitsInForce(network, region, day, limits);
    inForce.set(key, known);
    return known;
  };

  return {
    judge(attempt) {
      const { at } = attempt;
      const line = lines.get(keyOf(attempt));
      const card = cards.get(cardOf(attempt)) ?? [];
      const own = line?.declines ?? [];
      const declines24h = since(card, at - dayMs);
      const declines30d = since(own, at - monthMs);
      if (line?.firstAt != null) {
        if (line.forbidden !== null && at < line.forbiddenUntil)
          return { kind: "never", rule: line.forbidden };
        if (attempt.network === "visa" && at - line.firstAt > monthMs)
          return {
            kind: "never",
            rule: "Visa: thirty days after the first attempt every repeat is charged",
          };
        if (at < line.notBefore)
          return { kind: "wait", until: line.notBefore, rule: line.notBeforeRule };
      }
      for (const limit of rulesFor(attempt))
        if (countOf(limit, own, card, at) > limit.declinesAllowed)
          return { kind: "over_limit", limit };
      return { kind: "allowed", declines24h, declines30d };
    },
    recordDecline(attempt, decline) {
      const { at, network } = attempt;
      const key = keyOf(attempt);
      const line = lines.get(key) ?? newLine();
      lines.set(key, line);
      line.firstAt ??= at;
      line.declines.push(at);
      const card = cards.get(cardOf(attempt)) ?? [];
      card.push(at);
      cards.set(cardOf(attempt), card);
      const order = orderOf({ network, ...decline });
      if (order.kind === "never") {
        line.forbidden = order.rule;
        // Why: Mastercard counts a repeat within thirty days, Visa and Elo whenever it comes.
        line.forbiddenUntil = network === "mastercard" ? at + monthMs : Number.POSITIVE_INFINITY;
      }
      if (order.kind === "wait") {
        line.notBefore = Math.max(line.notBefore, at + order.hours * hourMs);
        line.notBeforeRule = order.rule;
      }
    },
    recordApproval(attempt) {
      const line = lines.get(keyOf(attempt));
      if (line === undefined) return;
      line.firstAt = null;
      line.forbidden = null;
      line.notBefore = 0;
    },
  };
};

const newLine = (): Line => ({
  declines: [],
  firstAt: null,
  forbidden: null,
  forbiddenUntil: 0,
  notBefore: 0,
  notBeforeRule: "",
});

const cardOf = ({ network, credential }: LedgerAttempt) => `${network} ${credential}`;
const keyOf = (attempt: LedgerAttempt) =>
  `${cardOf(attempt)} ${attempt.merchant} ${attempt.currency} ${attempt.amountMinor}`;

/** Times at or after `from`; the list is in order of time. */
const since = (times: readonly number[], from: number): number => {
  let count = 0;
  for (let place = times.length - 1; place >= 0 && (times[place] ?? 0) >= from; place -= 1)
    count += 1;
  return count;
};

const countOf = (
  { per, window }: RetryLimit,
  own: readonly number[],
  card: readonly number[],
  at: number,
): number => {
  const times = per === "card" ? card : own;
  if (window === "24 hours") return since(times, at - dayMs);
  if (window === "30 days") return since(times, at - monthMs);
  const day = new Date(at);
  return since(times, Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
};
