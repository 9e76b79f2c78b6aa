import type { RawAttempt } from "./raw-attempt.ts";

export interface Share {
  readonly numerator: number;
  readonly denominator: number;
}

/** Payment figures of an export. Rates count attempts that reached an issuer for an amount above 0. */
export interface Summary {
  /** Distinct attempts, whatever became of them. */
  readonly attempts: number;
  readonly counted: number;
  readonly blocked: number;
  readonly payments: number;
  readonly approvalPerAttempt: Share;
  readonly approvalFirstAttempt: Share;
  readonly approvalPerPayment: Share;
  readonly recovered: Share;
  readonly declinesByRawReason: Readonly<Record<string, number>>;
  readonly approvalByIssuerCountry: Readonly<Record<string, Share>>;
  readonly approvalByFunding: Readonly<Record<string, Share>>;
  readonly approvalByNetwork: Readonly<Record<string, Share>>;
  readonly approvalByUtcDay: Readonly<Record<string, Share>>;
  /** Approved of attempted amounts in major units. */
  readonly approvedAmountByCurrency: Readonly<Record<string, Share>>;
  readonly firstEvent: string | null;
  readonly lastEvent: string | null;
}

/** Recomputes the figures from attempts with distinct ids; payments are the attempts that share a payment id. */
export const summarise = (attempts: readonly RawAttempt[]): Summary => {
  const isCounted = ({ amount, reachedIssuer }: RawAttempt) => amount > 0 && reachedIssuer;
  const counted = attempts.filter(isCounted).sort((a, b) => a.at - b.at);
  const payments = [...Map.groupBy(counted, ({ paymentId }) => paymentId).values()];
  const firsts = payments.flatMap((tries) => tries.slice(0, 1));
  const declinedFirst = payments.filter(([first]) => first?.isApproved === false);
  const times = attempts.map(({ at }) => at);
  return {
    attempts: attempts.length,
    counted: counted.length,
    blocked: attempts.filter(({ amount, reachedIssuer }) => amount > 0 && !reachedIssuer).length,
    payments: payments.length,
    approvalPerAttempt: approval(counted),
    approvalFirstAttempt: approval(firsts),
    approvalPerPayment: { numerator: count(payments, hasApproval), denominator: payments.length },
    recovered: {
      numerator: count(declinedFirst, hasApproval),
      denominator: declinedFirst.length,
    },
    declinesByRawReason: countBy(
      counted.filter(({ isApproved }) => !isApproved),
      ({ rawReason }) => rawReason,
    ),
    approvalByIssuerCountry: approvalBy(counted, ({ issuerCountry }) => issuerCountry),
    approvalByFunding: approvalBy(counted, ({ funding }) => funding),
    approvalByNetwork: approvalBy(counted, ({ network }) => network),
    approvalByUtcDay: approvalBy(counted, ({ at }) => new Date(at).toISOString().slice(0, 10)),
    approvedAmountByCurrency: amountsBy(counted),
    firstEvent: isoOf(times.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)),
    lastEvent: isoOf(times.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)),
  };
};

const approval = (attempts: readonly RawAttempt[]): Share => ({
  numerator: count(attempts, ({ isApproved }) => isApproved),
  denominator: attempts.length,
});

const hasApproval = (attempts: readonly RawAttempt[]): boolean =>
  attempts.some(({ isApproved }) => isApproved);

const count = <T>(values: readonly T[], test: (value: T) => boolean): number =>
  values.reduce((total, value) => total + Number(test(value)), 0);

const countBy = (attempts: readonly RawAttempt[], keyOf: (attempt: RawAttempt) => string) =>
  sorted(Map.groupBy(attempts, keyOf), (group) => group.length);

const approvalBy = (attempts: readonly RawAttempt[], keyOf: (attempt: RawAttempt) => string) =>
  sorted(Map.groupBy(attempts, keyOf), approval);

const amountsBy = (attempts: readonly RawAttempt[]) =>
  sorted(
    Map.groupBy(attempts, ({ currency }) => currency),
    (group) => ({
      numerator: amountOf(group.filter(({ isApproved }) => isApproved)),
      denominator: amountOf(group),
    }),
  );

/** Sums in thousandths, the smallest unit of any currency, so that no cent is lost to binary fractions. */
const amountOf = (attempts: readonly RawAttempt[]): number =>
  attempts.reduce((total, { amount }) => total + Math.round(amount * 1000), 0) / 1000;

const sorted = <T>(
  groups: Map<string, RawAttempt[]>,
  summaryOf: (group: RawAttempt[]) => T,
): Record<string, T> =>
  Object.fromEntries(
    [...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, group]) => [key === "" ? "unknown" : key, summaryOf(group)]),
  );

const isoOf = (at: number): string | null =>
  Number.isFinite(at) ? new Date(at).toISOString() : null;
