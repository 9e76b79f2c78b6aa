import { createAttemptLedger, type LedgerAttempt } from "../analysis/attempt-ledger.ts";
import { keyOf, uniform } from "../world/random/counter.ts";

const retries = 1_000_000;
const cards = 20_000;
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const start = Date.parse("2026-01-01T00:00:00Z");

interface Made extends LedgerAttempt {
  readonly isApproved: boolean;
  readonly category: number | null;
  readonly advice: string | null;
}

/**
 * A merchant that repeats every decline as often as it is let, a million times, through the attempt ledger. What was let
 * through is then counted anew from the log alone, by code that shares nothing with the ledger. Throws on a single breach.
 */
export const runRetryRulesBench = () => {
  const ledger = createAttemptLedger();
  const made: Made[] = [];
  const refused = { never: 0, wait: 0, over_limit: 0 };
  const started = performance.now();
  for (let index = 0; made.length < retries; index += 1) {
    const wanted = draw(index);
    const verdict = ledger.judge(wanted);
    if (verdict.kind !== "allowed") {
      refused[verdict.kind] += 1;
      continue;
    }
    made.push(wanted);
    if (wanted.isApproved) ledger.recordApproval(wanted);
    else ledger.recordDecline(wanted, wanted);
  }
  const seconds = (performance.now() - started) / 1_000;
  const breaches = audit(made);
  if (breaches > 0) throw new Error(`${breaches} of ${made.length} attempts break a rule`);
  return { attempts: made.length, refused, breaches, seconds };
};

/** Time goes on by a minute at most; few cards, so that limits are met. */
const draw = (index: number): Made => {
  const key = keyOf(77, index);
  const card = Math.floor(uniform(key, 0) ** 3 * cards);
  const network = ["visa", "mastercard", "elo", "amex"][card % 4] ?? "visa";
  const u = uniform(key, 3);
  const isFinal = u < 0.004;
  const advices = ["02", "24", "25", "26", "27", "28", null, null, null, null];
  return {
    network,
    region: network === "elo" ? "BR" : card % 3 === 0 ? "BR" : "US",
    credential: `card-${card}`,
    merchant: `m-${Math.floor(uniform(key, 1) * 2)}`,
    amountMinor: 1_000 + Math.floor(uniform(key, 2) * 2),
    currency: "USD",
    at: start + index * 15_000,
    isApproved: u > 0.97,
    category: isFinal ? 1 : 2,
    advice: isFinal ? "03" : (advices[Math.floor(uniform(key, 4) * advices.length)] ?? null),
  };
};

/** Counts breaches from the log: every attempt against all that came before it, by the rules as they are written. */
const audit = (log: readonly Made[]): number => {
  const breaks = (own: readonly Made[], at: number): boolean => {
    const one = own[at];
    if (one === undefined) return false;
    const same = own
      .slice(0, at)
      .filter((other) => other.merchant === one.merchant && other.amountMinor === one.amountMinor);
    const open = same.slice(same.findLastIndex(({ isApproved }) => isApproved) + 1);
    const declined = same.filter((other) => !other.isApproved);
    const within = (others: readonly Made[], ms: number) =>
      others.filter((other) => !other.isApproved && one.at - other.at <= ms).length;
    if (one.network === "visa")
      return (
        open.some(({ category }) => category === 1) ||
        within(declined, 30 * dayMs) > 15 ||
        (open[0] !== undefined && one.at - open[0].at > 30 * dayMs)
      );
    if (one.network === "elo") {
      const month = new Date(one.at).toISOString().slice(0, 7);
      const inMonth = declined.filter((other) =>
        new Date(other.at).toISOString().startsWith(month),
      );
      return open.some(({ category }) => category === 1) || inMonth.length > 15;
    }
    if (one.network !== "mastercard") return false;
    const hours: Record<string, number> = {
      "02": 72,
      "24": 1,
      "25": 24,
      "26": 48,
      "27": 96,
      "28": 144,
    };
    return (
      open.some((other) => other.advice === "03" && one.at - other.at < 30 * dayMs) ||
      open.some((other) => one.at - other.at < (hours[other.advice ?? ""] ?? 0) * hourMs) ||
      within(declined, 30 * dayMs) > 34 ||
      within(own.slice(0, at), dayMs) > (one.region === "BR" ? 7 : 9)
    );
  };
  let breaches = 0;
  for (const own of Map.groupBy(
    log,
    ({ network, credential }) => `${network} ${credential}`,
  ).values())
    for (let at = 0; at < own.length; at += 1) if (breaks(own, at)) breaches += 1;
  return breaches;
};
