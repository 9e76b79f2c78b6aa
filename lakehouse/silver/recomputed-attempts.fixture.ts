import { reasonOf } from "../decline/reason-of.ts";
import { declineReasons } from "../decline/reasons.ts";
import type { RawAttempt, RawEvents } from "./raw-events.fixture.ts";

/** An attempt as the rules of the event format say it is, worked out row by row in plain TypeScript. */
export interface ExpectedAttempt extends RawAttempt {
  readonly stage: string;
  payment: ExpectedAttempt[];
  readonly amount_minor: number;
  readonly amount_usd: number | null;
  readonly fee_usd: number | null;
  readonly reason: string | null;
  readonly reasonClass: string | null;
  readonly credential: string | null;
  isDuplicate: boolean;
  isCounted: boolean;
  linkBasis: string;
  paymentId: string;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const dayMs = 86_400_000;
export const timeOf = (attempt: { event_timestamp: string }) => Date.parse(attempt.event_timestamp);
const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0);

/** Time, then the number given, then the ids: the order of the attempts of one payment. */
const inOrder = (a: RawAttempt, b: RawAttempt) =>
  timeOf(a) - timeOf(b) ||
  compare(a.attempt_no ?? Infinity, b.attempt_no ?? Infinity) ||
  compare(a.transaction_id, b.transaction_id) ||
  compare(a.source, b.source);

const keyOf = (row: { source: string; transaction_id: string }) =>
  `${row.source} ${row.transaction_id}`;

const mergeVersions = (versions: readonly RawAttempt[]): RawAttempt => {
  const oldestFirst = versions.toSorted(
    (a, b) =>
      compare(a.updated_at ?? "", b.updated_at ?? "") || a._batch - b._batch || a._line - b._line,
  );
  const merged: Record<string, unknown> = {};
  for (const version of oldestFirst)
    for (const [column, value] of Object.entries(version))
      if (value !== null || !(column in merged)) merged[column] = value;
  return merged as unknown as RawAttempt;
};

const settledFee = (rows: readonly RawAttempt[]): [number, string] | null => {
  const withFee = rows.filter((row) => row.fee_amount !== null && row.fee_currency !== null);
  const newestFirst = withFee.toSorted(
    (a, b) =>
      compare(b.updated_at ?? "", a.updated_at ?? "") || b._batch - a._batch || b._line - a._line,
  );
  const perSettlement = [...Map.groupBy(newestFirst, (row) => row._settlement_id).values()].map(
    ([newest]) => newest as RawAttempt,
  );
  const [latest] = perSettlement.toSorted((a, b) => b._batch - a._batch || b._line - a._line);
  if (latest === undefined || latest.fee_currency === null) return null;
  const sameCurrency = perSettlement.filter((row) => row.fee_currency === latest.fee_currency);
  return [sameCurrency.reduce((sum, row) => sum + (row.fee_amount ?? 0), 0), latest.fee_currency];
};

const usdConverter =
  (events: RawEvents) =>
  (amount: number | null, currency: string | null, at: string): number | null => {
    if (amount === null || currency === null) return null;
    if (currency === "USD") return amount;
    const known = events.rates
      .filter((rate) => rate.currency === currency && rate.date <= at.slice(0, 10))
      .toSorted((a, b) => compare(b.date, a.date));
    const [rate] = known;
    return rate === undefined ? null : Math.round(amount * rate.usd_per_unit * 1e4) / 1e4;
  };

const exponent: Readonly<Record<string, number>> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };
const vocabulary = (source: string) => source as Parameters<typeof reasonOf>[0];

const credentialOf = (row: RawAttempt): string | null => {
  if (row.card_token !== null) return `token:${row.card_token}`;
  return row.cardholder_id !== null && row.card_last4 !== null
    ? `customer:${row.cardholder_id}:${row.card_last4}`
    : null;
};

/** Groups of attempts that begin at most `limitMs` after the first of their group. */
const anchored = (sorted: readonly ExpectedAttempt[], limitMs: number): ExpectedAttempt[][] => {
  const groups: ExpectedAttempt[][] = [];
  for (const attempt of sorted) {
    const current = groups.at(-1);
    const [anchor] = current ?? [];
    if (current && anchor && timeOf(attempt) - timeOf(anchor) <= limitMs) current.push(attempt);
    else groups.push([attempt]);
  }
  return groups;
};

function link(attempts: readonly ExpectedAttempt[]): ExpectedAttempt[][] {
  const groups = Map.groupBy(attempts, (a) => {
    if (a.payment_id !== null) return ["given", a.source, a.merchant_id, a.payment_id].join("|");
    if (a.credential === null) return ["none", a.source, a.transaction_id].join("|");
    return ["inferred", a.merchant_id, a.credential, a.amount, a.currency].join("|");
  });
  return [...groups].flatMap(([key, members]) => {
    const isGiven = key.startsWith("given");
    return anchored(members.toSorted(inOrder), isGiven ? 30 * dayMs : dayMs).map(
      (payment, index) => {
        const first = payment[0] as ExpectedAttempt;
        const inferredId = first.transaction_id;
        const givenId = index === 0 ? first.payment_id : `${first.payment_id}#${index + 1}`;
        for (const attempt of payment) {
          attempt.payment = payment;
          attempt.paymentId = String(isGiven ? givenId : inferredId);
          attempt.linkBasis = isGiven ? "given" : payment.length > 1 ? "inferred" : "none";
        }
        return payment;
      },
    );
  });
}

const sameAttempt = (a: ExpectedAttempt, b: ExpectedAttempt) =>
  a.credential !== null &&
  a.credential === b.credential &&
  a.amount === b.amount &&
  a.currency === b.currency &&
  timeOf(a) === timeOf(b);

/** Every attempt and every payment (its attempts in order) that these raw events stand for. */
export function recomputeAttempts(events: RawEvents): {
  attempts: ExpectedAttempt[];
  payments: ExpectedAttempt[][];
} {
  const toUsd = usdConverter(events);
  const rows = events.attempts.filter((row) => row._kind === "attempt");
  const settlements = Map.groupBy(
    events.attempts.filter((row) => row._kind === "settlement"),
    keyOf,
  );
  const attempts = [...Map.groupBy(rows, keyOf).values()].map((versions): ExpectedAttempt => {
    const row = mergeVersions(versions) as Mutable<RawAttempt>;
    const settled = settledFee(settlements.get(keyOf(row)) ?? []);
    if (row.fee_amount === null) [row.fee_amount, row.fee_currency] = settled ?? [null, null];
    const stage = row.stage ?? "issuer";
    const reason =
      row.is_approved || stage === "cancelled"
        ? null
        : (row.decline_reason ??
          reasonOf(vocabulary(row._source), row.decline_code_raw, row._decline_hint).reason);
    return {
      ...row,
      stage,
      reason,
      reasonClass: declineReasons.find((entry) => entry.code === reason)?.class ?? null,
      amount_minor: Math.round(row.amount * 10 ** (exponent[row.currency] ?? 2)),
      amount_usd: toUsd(row.amount, row.currency, row.event_timestamp),
      fee_usd: toUsd(row.fee_amount, row.fee_currency, row.event_timestamp),
      credential: credentialOf(row),
      payment: [],
      isDuplicate: false,
      isCounted: false,
      linkBasis: "",
      paymentId: "",
    };
  });
  const payments = link(attempts);
  for (const payment of payments)
    payment.forEach((attempt, index) => {
      attempt.isDuplicate = payment
        .slice(0, index)
        .some((earlier) => sameAttempt(earlier, attempt));
      attempt.isCounted = attempt.stage === "issuer" && attempt.amount > 0 && !attempt.isDuplicate;
    });
  return { attempts, payments };
}
