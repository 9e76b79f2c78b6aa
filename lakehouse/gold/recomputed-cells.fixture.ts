import type { ExpectedAttempt } from "../silver/recomputed-attempts.fixture.ts";

export type Cells = Readonly<Record<string, string | number | boolean | null>>;
export type Attempts = readonly ExpectedAttempt[];

export const pct = (part: number, whole: number) => (whole === 0 ? null : (100 * part) / whole);
export const known = <T>(values: readonly (T | null)[]): T[] =>
  values.filter((value) => value !== null);
export const sum = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((a, b) => a + b, 0);
export const mean = (values: readonly number[]) =>
  values.length === 0 ? null : (sum(values) ?? 0) / values.length;
export const median = (values: readonly number[]) => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return mean([sorted[Math.floor(middle)] ?? 0, sorted[Math.ceil(middle)] ?? 0]);
};
export const distinct = (values: readonly (string | null)[]) => new Set(known(values)).size;

export const usd = (attempts: Attempts) => known(attempts.map((a) => a.amount_usd));
export const approvedOf = (attempts: Attempts) => attempts.filter((a) => a.is_approved);
export const declinedOf = (attempts: Attempts) => attempts.filter((a) => !a.is_approved);
export const countedOf = (attempt: ExpectedAttempt) => attempt.payment.filter((a) => a.isCounted);
export const isFirst = (attempt: ExpectedAttempt) => attempt === countedOf(attempt)[0];
export const endsApproved = (first: ExpectedAttempt) => countedOf(first).some((a) => a.is_approved);
export const dayOf = (attempt: ExpectedAttempt) => attempt.event_timestamp.slice(0, 10);
export const hourOf = (attempt: ExpectedAttempt) =>
  `${attempt.event_timestamp.slice(0, 13)}:00:00.000Z`;

export const riskTier = ({ fraud_score }: ExpectedAttempt) => {
  if (fraud_score === null) return null;
  if (fraud_score > 0.7) return "high";
  return fraud_score > 0.3 ? "medium" : "low";
};

/** The ends of the 95 % Wilson interval in percent, solved as the roots of its quadratic. */
export const wilsonPct = (part: number, whole: number): readonly [number, number] | null => {
  if (whole === 0) return null;
  const z2 = 1.96 ** 2;
  const p = part / whole;
  const [a, b, c] = [1 + z2 / whole, -2 * p - z2 / whole, p * p];
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return [(100 * (-b - root)) / (2 * a), (100 * (-b + root)) / (2 * a)];
};

/** The part of the known value that these attempts make up; null where no value is known at all. */
const partOfValue = (part: Attempts, all: Attempts) =>
  usd(all).length === 0 ? null : (sum(usd(part)) ?? 0);

/** What every view over attempts says of its counted attempts. */
export const approvalCells = (counted: Attempts): Cells => {
  const firsts = counted.filter(isFirst);
  const inTheEnd = firsts.filter(endsApproved);
  const scores = known(counted.map((a) => a.fraud_score));
  return {
    transaction_count: counted.length,
    approved_count: approvedOf(counted).length,
    declined_count: declinedOf(counted).length,
    approval_rate_pct: pct(approvedOf(counted).length, counted.length),
    first_attempt_count: firsts.length,
    first_attempt_approved_count: approvedOf(firsts).length,
    first_attempt_approval_rate_pct: pct(approvedOf(firsts).length, firsts.length),
    payment_count: firsts.length,
    approved_payment_count: inTheEnd.length,
    recovered_payment_count: declinedOf(inTheEnd).length,
    net_approval_rate_pct: pct(inTheEnd.length, firsts.length),
    fraud_scored_count: scores.length,
    avg_fraud_score: mean(scores),
    with_usd_count: usd(counted).length,
    without_usd_count: counted.length - usd(counted).length,
    total_value: sum(usd(counted)),
    approved_value: partOfValue(approvedOf(counted), counted),
    declined_value: partOfValue(declinedOf(counted), counted),
    avg_amount: mean(usd(counted)),
  };
};

export const latencyCells = (counted: Attempts): Cells => {
  const timed = known(counted.map((a) => a.processing_time_ms));
  return { timed_count: timed.length, avg_latency_ms: mean(timed) };
};

export const threeDsCells = (counted: Attempts): Cells => {
  const said = known(counted.map((a) => a.uses_3ds));
  const used = said.filter(Boolean).length;
  return {
    auth_3ds_known_count: said.length,
    auth_3ds_count: used,
    auth_3ds_usage_pct: pct(used, said.length),
  };
};

const composite = ({ fraud_score, aml_risk_score, device_trust_score }: ExpectedAttempt) =>
  fraud_score === null || aml_risk_score === null || device_trust_score === null
    ? null
    : 0.5 * fraud_score + 0.3 * aml_risk_score + 0.2 * (1 - device_trust_score);

export const riskCells = (counted: Attempts): Cells => {
  const aml = known(counted.map((a) => a.aml_risk_score));
  const composites = known(counted.map(composite));
  return {
    high_risk_count: counted.filter((a) => riskTier(a) === "high").length,
    aml_scored_count: aml.length,
    avg_aml_risk_score: mean(aml),
    composite_scored_count: composites.length,
    avg_composite_risk: mean(composites),
  };
};
