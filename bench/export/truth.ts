import type { ExportAttempt, ExportPayment } from "./payments.ts";

/** Exact counts of what a generated export holds. Rates count attempts that reached an issuer with an amount above 0. */
export interface ExportTruth {
  /** Records after the header: rows, duplicates, broken and skipped ones, blank lines, totals. */
  records: number;
  /** Distinct attempts that can be loaded. */
  good: number;
  duplicates: number;
  skippedByKind: Record<string, number>;
  quarantinedByReason: Record<string, number>;
  cardNumbers: number;
  counted: number;
  approved: number;
  declined: number;
  blocked: number;
  accountChecks: number;
  /** Payments with at least one counted attempt. */
  payments: number;
  firstApproved: number;
  netApproved: number;
  /** First counted attempt declined, a later one approved. */
  recovered: number;
}

export const noTruth = (): ExportTruth => ({
  records: 0,
  good: 0,
  duplicates: 0,
  skippedByKind: {},
  quarantinedByReason: {},
  cardNumbers: 0,
  counted: 0,
  approved: 0,
  declined: 0,
  blocked: 0,
  accountChecks: 0,
  payments: 0,
  firstApproved: 0,
  netApproved: 0,
  recovered: 0,
});

/** Adds a payment of which these attempts were written, oldest first. */
export const countPayment = (
  truth: ExportTruth,
  payment: ExportPayment,
  written: readonly ExportAttempt[],
): void => {
  truth.good += written.length;
  if (payment.amountMinor === 0) {
    truth.accountChecks += written.length;
    return;
  }
  const counted = written.filter(({ decline }) => decline?.isBlocked !== true);
  const approved = counted.filter(({ decline }) => decline === null).length;
  truth.blocked += written.length - counted.length;
  truth.counted += counted.length;
  truth.approved += approved;
  truth.declined += counted.length - approved;
  const [first] = counted;
  if (first === undefined) return;
  const firstApproved = first.decline === null;
  truth.payments += 1;
  truth.firstApproved += Number(firstApproved);
  truth.netApproved += Number(approved > 0);
  truth.recovered += Number(!firstApproved && approved > 0);
};

/** One more in a count by name. */
export const countOne = (counts: Record<string, number>, name: string): void => {
  counts[name] = (counts[name] ?? 0) + 1;
};
