import { declineReasons } from "../decline/reasons.ts";
import { type ExpectedAttempt, timeOf } from "../silver/recomputed-attempts.fixture.ts";
import {
  type Attempts,
  approvedOf,
  type Cells,
  countedOf,
  declinedOf,
  distinct,
  endsApproved,
  isFirst,
  known,
  mean,
  median,
  pct,
  sum,
  usd,
  wilsonPct,
} from "./recomputed-cells.fixture.ts";

const scores = (attempts: Attempts) => known(attempts.map((a) => a.fraud_score));
const isRetried = (first: ExpectedAttempt) => countedOf(first).length > 1;

export const topReasons = (counted: Attempts): Cells[] => {
  const declined = declinedOf(counted);
  return [...Map.groupBy(declined, (a) => a.reason)].map(([decline_reason, members]) => {
    const payments = members.filter(isFirst);
    const recovered = payments.filter(endsApproved);
    return {
      decline_reason,
      decline_class: members[0]?.reasonClass ?? null,
      decline_count: members.length,
      low_risk_declines: scores(members).filter((score) => score < 0.3).length,
      total_declined_value: sum(usd(members)),
      avg_amount: mean(usd(members)),
      without_usd_count: members.length - usd(members).length,
      affected_merchants: distinct(members.map((a) => a.merchant_id)),
      total_declines: declined.length,
      total_transactions: counted.length,
      pct_of_declines: pct(members.length, declined.length),
      decline_rate_pct: pct(members.length, counted.length),
      declined_payments: payments.length,
      recovered_payments: recovered.length,
      recovered_pct: pct(recovered.length, payments.length),
      recoverable_pct: pct(recovered.length, payments.filter(isRetried).length),
    };
  });
};

const effectivenessOf = (recovered: number, tries: number) => {
  const [low, high] = wilsonPct(recovered, tries) ?? [0, 100];
  if (low > 40) return "Effective";
  if (high < 20) return "Low";
  return low > 20 && high <= 40 ? "Moderate" : "Unclear";
};

export const retries = (counted: Attempts): Cells[] => {
  const tries = counted.flatMap((attempt) => {
    const earlier = countedOf(attempt).slice(0, countedOf(attempt).indexOf(attempt));
    const [first] = earlier;
    const previous = earlier.at(-1);
    if (!first || !previous || earlier.some((a) => a.is_approved)) return [];
    const seconds = (timeOf(attempt) - timeOf(previous)) / 1000;
    return [{ attempt, seconds, reason: first.reason, number: earlier.length }];
  });
  return [...Map.groupBy(tries, (t) => `${t.reason} ${t.number}`).values()].map((members) => {
    const recovered = approvedOf(members.map((t) => t.attempt));
    const [low, high] = wilsonPct(recovered.length, members.length) ?? [null, null];
    return {
      decline_reason: members[0]?.reason ?? null,
      retry_count: members[0]?.number ?? 0,
      retry_attempts: members.length,
      recovered_count: recovered.length,
      retry_success_rate_pct: pct(recovered.length, members.length),
      retry_success_low_pct: low,
      retry_success_high_pct: high,
      effectiveness: effectivenessOf(recovered.length, members.length),
      median_seconds_since_previous: median(members.map((t) => t.seconds)),
      recovered_value: sum(
        known(members.map(({ attempt }) => (attempt.is_approved ? attempt.amount_usd : 0))),
      ),
      without_usd_count: recovered.length - usd(recovered).length,
    };
  });
};

interface Recovery {
  readonly rate: number | null;
  readonly likelihood: string;
  readonly rule: string | undefined;
  readonly advice: string | null;
  readonly cells: Cells;
}

const recoveryOf = (decline_reason: string | null, payments: Attempts): Recovery => {
  const entry = declineReasons.find((reason) => reason.code === decline_reason);
  const retried = payments.filter(isRetried).length;
  const recovered = payments.filter(endsApproved).length;
  const [low, high] = wilsonPct(recovered, retried) ?? [null, null];
  const judged = () => {
    if (entry?.retry.rule === "never") return "NONE";
    if (low === null || retried < 30) return "UNKNOWN";
    return low >= 40 ? "HIGH" : low >= 20 ? "MEDIUM" : "LOW";
  };
  const rate = pct(recovered, retried);
  const cells = {
    decline_reason,
    declined_payments: payments.length,
    retried_payments: retried,
    recovered_payments: recovered,
    recovery_rate_pct: rate,
    recovery_low_pct: low,
    recovery_high_pct: high,
    recovery_likelihood: judged(),
    retry_rule: entry?.retry.rule ?? null,
    recommended_action: entry?.retry.advice ?? null,
  };
  const advice = entry?.retry.advice ?? null;
  return { rate, likelihood: judged(), rule: entry?.retry.rule, advice, cells };
};

const estimate = (value: number | null, rate: number | null) =>
  value === null || rate === null ? null : (value * rate) / 100;

const priorityOf = (value: number | null) => {
  if (value !== null && value > 10_000) return 1;
  return value !== null && value > 1_000 ? 2 : 3;
};

/** The views of declines over the last 30 days. */
export const recoveries = (counted: Attempts) => {
  const declined = declinedOf(counted);
  const byReason = Map.groupBy(declined.filter(isFirst), (a) => a.reason);
  const known30 = new Map([...byReason].map(([reason, own]) => [reason, recoveryOf(reason, own)]));
  const grouped = (keyOf: (a: ExpectedAttempt) => readonly (string | null)[]) =>
    [...Map.groupBy(declined, (a) => JSON.stringify(keyOf(a))).values()].flatMap((members) => {
      const [one] = members;
      const firsts = members.filter(isFirst);
      const neverRetried = sum(usd(firsts.filter((first) => !isRetried(first))));
      return one === undefined ? [] : [{ one, members, firsts, neverRetried }];
    });
  const patterns = grouped((a) => [a.reason, a.merchant_segment]).map((cell) => ({
    ...cell,
    recovery: known30.get(cell.one.reason),
  }));
  return {
    v_retry_success_by_reason: [...known30.values()].map((recovery) => recovery.cells),
    v_decline_patterns: patterns.map(({ one, members, firsts, neverRetried, recovery }) => ({
      decline_reason: one.reason,
      merchant_segment: one.merchant_segment,
      decline_count: members.length,
      avg_fraud_score: mean(scores(members)),
      avg_device_trust: mean(known(members.map((a) => a.device_trust_score))),
      total_declined_value: sum(usd(members)),
      without_usd_count: members.length - usd(members).length,
      affected_merchants: distinct(members.map((a) => a.merchant_id)),
      declined_payments: firsts.length,
      never_retried_value: neverRetried,
      recovery_potential: recovery?.likelihood ?? "UNKNOWN",
    })),
    v_decline_recovery_opportunities: grouped((a) => [a.reason, a.merchant_segment, a.card_network])
      .filter(({ members }) => members.length >= 5)
      .map(({ one, members, neverRetried }) => {
        const recovery = known30.get(one.reason);
        return {
          decline_reason: one.reason,
          merchant_segment: one.merchant_segment,
          card_network: one.card_network,
          decline_count: members.length,
          potential_recovery_value:
            recovery?.rule === "never" ? 0 : estimate(neverRetried, recovery?.rate ?? null),
          recovery_likelihood: recovery?.likelihood ?? "UNKNOWN",
          recommended_action: recovery?.advice ?? null,
        };
      }),
    v_recommendations: patterns
      .filter(({ recovery }) => ["HIGH", "MEDIUM"].includes(recovery?.likelihood ?? ""))
      .map(({ one, members, neverRetried, recovery }) => ({
        decline_reason: one.reason,
        merchant_segment: one.merchant_segment,
        decline_count: members.length,
        recommendation: recovery?.advice ?? null,
        estimated_recovery_value: estimate(neverRetried, recovery?.rate ?? null),
        priority: priorityOf(estimate(neverRetried, recovery?.rate ?? null)),
      })),
  } satisfies Readonly<Record<string, readonly Cells[]>>;
};
