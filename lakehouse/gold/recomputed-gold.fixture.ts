import type { RawEvents } from "../silver/raw-events.fixture.ts";
import {
  type ExpectedAttempt,
  recomputeAttempts,
  timeOf,
} from "../silver/recomputed-attempts.fixture.ts";

type Cells = Readonly<Record<string, string | number | boolean | null>>;
type Attempts = readonly ExpectedAttempt[];

const dayMs = 86_400_000;
const pct = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);
const approvedOf = (attempts: Attempts) => attempts.filter((a) => a.is_approved);
const known = <T>(values: readonly (T | null)[]): T[] => values.filter((v) => v !== null);
const sum = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
const mean = (values: readonly number[]) =>
  values.length === 0 ? null : (sum(values) ?? 0) / values.length;
const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return mean([sorted[Math.floor(middle)] ?? 0, sorted[Math.ceil(middle)] ?? 0]);
};
const usd = (attempts: Attempts) => known(attempts.map((a) => a.amount_usd));
const scores = (attempts: Attempts) => known(attempts.map((a) => a.fraud_score));
const distinct = (values: readonly (string | null)[]) => new Set(known(values)).size;
const firstCounted = (attempt: ExpectedAttempt) => attempt.payment.find((a) => a.isCounted);
const isFirst = (attempt: ExpectedAttempt) => attempt === firstCounted(attempt);
const countedOf = (attempt: ExpectedAttempt) => attempt.payment.filter((a) => a.isCounted);

/** Counts, first-attempt and money columns that every view over attempts has. */
const basics = (counted: Attempts): Cells => ({
  transaction_count: counted.length,
  approved_count: approvedOf(counted).length,
  declined_count: counted.filter((a) => !a.is_approved).length,
  approval_rate_pct: pct(approvedOf(counted).length, counted.length),
  first_attempt_count: counted.filter(isFirst).length,
  first_attempt_approved_count: counted.filter((a) => isFirst(a) && a.is_approved).length,
  fraud_scored_count: scores(counted).length,
  avg_fraud_score: mean(scores(counted)),
  without_usd_count: counted.length - usd(counted).length,
});

const paymentCells = (firsts: Attempts): Cells => {
  const approved = firsts.filter((first) => countedOf(first).some((a) => a.is_approved)).length;
  return {
    payment_count: firsts.length,
    approved_payment_count: approved,
    net_approval_rate_pct: pct(approved, firsts.length),
  };
};

const segments = (counted: Attempts, column: string, of: (a: ExpectedAttempt) => string | null) =>
  [...Map.groupBy(counted, of)].map(([value, members]) => {
    const firsts = counted.filter((a) => isFirst(a) && of(a) === value);
    const firstApproved = approvedOf(firsts).length;
    return {
      [column]: value,
      ...basics(members),
      first_attempt_approval_rate_pct: pct(firstApproved, firsts.length),
      ...paymentCells(firsts),
    };
  });

const withValue = (counted: Attempts) => ({
  total_value: sum(usd(counted)),
  avg_amount: mean(usd(counted)),
});

const latency = (counted: Attempts) => {
  const timed = known(counted.map((a) => a.processing_time_ms));
  return { timed_count: timed.length, avg_latency_ms: mean(timed) };
};

const solutionOrNetwork = (
  counted: Attempts,
  column: "payment_solution" | "card_network",
): Cells[] =>
  segments(counted, column, (a) => a[column]).map((row: Cells) => {
    const members = counted.filter((a) => a[column] === row[column]);
    return { ...row, ...withValue(members), ...latency(members) };
  });

/** The part of the known value that these attempts make up; null where no value is known at all. */
const partOfValue = (part: Attempts, all: Attempts) =>
  usd(all).length === 0 ? null : (sum(usd(part)) ?? 0);

const kpis = (attempts: Attempts, counted: Attempts): Cells => {
  const firsts = counted.filter(isFirst);
  const { transaction_count, ...rest } = basics(counted);
  const threeDs = known(counted.map((a) => a.uses_3ds));
  const declined = counted.filter((a) => !a.is_approved);
  return {
    ...rest,
    total_transactions: counted.length,
    uncounted_attempts: attempts.length - counted.length,
    ...paymentCells(firsts),
    recovered_payment_count: firsts.filter(
      (first) => !first.is_approved && countedOf(first).some((a) => a.is_approved),
    ).length,
    first_attempt_approval_rate_pct: pct(approvedOf(firsts).length, firsts.length),
    unique_merchants: distinct(counted.map((a) => a.merchant_id)),
    unique_countries: distinct(counted.map((a) => a.issuer_country)),
    total_transaction_value: sum(usd(counted)),
    approved_value: partOfValue(approvedOf(counted), counted),
    declined_value: partOfValue(declined, counted),
    with_usd_count: usd(counted).length,
    avg_transaction_amount: mean(usd(counted)),
    approval_rate_by_amount_pct: pct(sum(usd(approvedOf(counted))) ?? 0, sum(usd(counted)) ?? 0),
    auth_3ds_known_count: threeDs.length,
    auth_3ds_count: threeDs.filter(Boolean).length,
    auth_3ds_usage_pct: pct(threeDs.filter(Boolean).length, threeDs.length),
  };
};

const hourly = (counted: Attempts): Cells[] =>
  [...Map.groupBy(counted, (a) => `${a.event_timestamp.slice(0, 13)}:00:00.000Z`)].map(
    ([hour, members]) => ({ hour, ...basics(members), total_value: sum(usd(members)) }),
  );

const reasons = (counted: Attempts): Cells[] => {
  const declined = counted.filter((a) => !a.is_approved);
  return [...Map.groupBy(declined, (a) => a.reason)].map(([decline_reason, members]) => {
    const payments = counted.filter((a) => isFirst(a) && a.reason === decline_reason);
    const recovered = payments.filter((a) => countedOf(a).some((other) => other.is_approved));
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
    };
  });
};

const retries = (counted: Attempts): Cells[] => {
  const tries = counted.flatMap((attempt) => {
    const earlier = countedOf(attempt).slice(0, countedOf(attempt).indexOf(attempt));
    const [first] = earlier;
    const previous = earlier.at(-1);
    if (!first || !previous || earlier.some((a) => a.is_approved)) return [];
    const seconds = (timeOf(attempt) - timeOf(previous)) / 1000;
    return [{ attempt, seconds, reason: first.reason, number: earlier.length }];
  });
  return [...Map.groupBy(tries, (t) => `${t.reason} ${t.number}`).values()].map((members) => {
    const recovered = members.map((t) => t.attempt).filter((a) => a.is_approved);
    return {
      decline_reason: members[0]?.reason ?? null,
      retry_count: members[0]?.number ?? 0,
      retry_attempts: members.length,
      recovered_count: recovered.length,
      retry_success_rate_pct: pct(recovered.length, members.length),
      median_seconds_since_previous: median(members.map((t) => t.seconds)),
      recovered_value: sum(
        known(members.map(({ attempt }) => (attempt.is_approved ? attempt.amount_usd : 0))),
      ),
      without_usd_count: recovered.length - usd(recovered).length,
    };
  });
};

const quality = (attempts: Attempts, events: RawEvents): Cells[] => {
  const sources = [...attempts, ...events.disputes].map((row) => row.source);
  return [...new Set([...sources, ...events.quarantinedOf])].map((source) => {
    const own = attempts.filter((a) => a.source === source);
    const kept = own.filter((a) => !a.isDuplicate);
    const ended = (stage: string) =>
      kept.filter((a) => a.stage === stage && a.amount_minor > 0).length;
    const disputes = events.disputes.filter((d) => d.source === source);
    const ids = new Set(own.map((a) => a.transaction_id));
    return {
      source,
      attempts: own.length,
      counted_attempts: own.filter((a) => a.isCounted).length,
      suspected_duplicates: own.length - kept.length,
      account_checks: kept.filter((a) => a.amount_minor === 0).length,
      blocked_attempts: ended("blocked"),
      failed_authentications: ended("authentication"),
      cancelled_attempts: ended("cancelled"),
      without_usd: own.length - usd(own).length,
      unmapped_declines: own.filter((a) => a.reason === "OTHER").length,
      explained_declines: own.filter((a) => a.reason !== null).length,
      linked_by_given_id: own.filter((a) => a.linkBasis === "given").length,
      linked_by_inference: own.filter((a) => a.linkBasis === "inferred").length,
      not_linked: own.filter((a) => a.linkBasis === "none").length,
      with_fraud_score: scores(own).length,
      with_card_token: known(own.map((a) => a.card_token)).length,
      with_fee_usd: known(own.map((a) => a.fee_usd)).length,
      quarantined_rows: events.quarantinedOf.filter((of) => of === source).length,
      disputes: disputes.length,
      disputes_without_attempt: disputes.filter((d) => !ids.has(d.transaction_id)).length,
    };
  });
};

/** What every view of gold says about these raw events: rows by view, each with the columns worked out here. */
export function recomputeGold(events: RawEvents): Readonly<Record<string, readonly Cells[]>> {
  const { attempts } = recomputeAttempts(events);
  const counted = attempts.filter((a) => a.isCounted);
  const times = attempts.map(timeOf);
  const asOf = times.length === 0 ? null : Math.max(...times);
  const since = (days: number) => counted.filter((a) => timeOf(a) > (asOf ?? 0) - days * dayMs);
  return {
    v_as_of: [
      { as_of: asOf === null ? null : new Date(asOf).toISOString(), attempts: attempts.length },
    ],
    v_executive_kpis: [kpis(attempts, counted)],
    v_approval_trends_hourly: hourly(since(7)),
    v_top_decline_reasons: reasons(counted),
    v_performance_by_geography: segments(counted, "country", (a) => a.issuer_country),
    v_solution_performance: solutionOrNetwork(since(30), "payment_solution"),
    v_card_network_performance: solutionOrNetwork(since(30), "card_network"),
    v_retry_performance: retries(since(30)),
    v_data_quality_summary: quality(attempts, events),
  };
}
