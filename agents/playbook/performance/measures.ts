import type { Rate } from "../../../analysis/rate.ts";
import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import type { Filters } from "../../../lakehouse/scope.ts";
import { tally } from "../../../tools/amounts.ts";
import { type ApprovalRow, approvalBreakdown } from "../../../tools/approval-breakdown.ts";
import { type PaymentRow, paymentBreakdown } from "../../../tools/payment-breakdown.ts";
import type { Receipt } from "../../../tools/receipt.ts";
import { routeLatency } from "../../../tools/route-latency.ts";
import type { Desk } from "../desk.ts";

/** A metric's value in one cell and period, before it becomes a figure. */
export type Measured =
  | { readonly kind: "rate"; readonly rate: Rate }
  | { readonly kind: "share"; readonly value: number; readonly basis: number }
  | { readonly kind: "count"; readonly value: number }
  | { readonly kind: "money"; readonly minor: number; readonly currency: string }
  | { readonly kind: "ms"; readonly value: number; readonly basis: number }
  | { readonly kind: "score"; readonly value: number; readonly basis: number };

export interface MeasuredRow {
  readonly period: "current" | "comparison";
  readonly cell: Filters;
  /** Attempts or payments that the value rests on. */
  readonly basis: number;
  readonly value: Measured | null;
}

interface Measure {
  /** As a noun phrase: "Net approval (payments, retries included)". */
  readonly label: string;
  /** What the export must fill for the value to exist. */
  readonly needs: string | null;
  rows(desk: Desk, by: readonly Dimension[]): Promise<{ rows: MeasuredRow[]; receipt: Receipt }>;
}

const rate = (numerator: number, denominator: number): Measured | null =>
  denominator === 0 ? null : { kind: "rate", rate: { numerator, denominator } };

const ofAttempts = (
  label: string,
  value: (row: ApprovalRow, currency: string) => Measured | null,
  needs: string | null = null,
): Measure => ({
  label,
  needs,
  rows: async (desk, by) => {
    const { result, receipt } = await desk.call(approvalBreakdown, { by: [...by], within: {} });
    return {
      receipt,
      rows: result.map((row) => ({
        ...pick(row),
        basis: row.counted,
        value: value(row, desk.currency),
      })),
    };
  },
});

const ofPayments = (label: string, value: (row: PaymentRow) => Measured | null): Measure => ({
  label,
  needs: null,
  rows: async (desk, by) => {
    const { result, receipt } = await desk.call(paymentBreakdown, { by: [...by], within: {} });
    return {
      receipt,
      rows: result.map((row) => ({ ...pick(row), basis: row.payments, value: value(row) })),
    };
  },
});

const ofLatency = (label: string, percentile: "p50_ms" | "p95_ms"): Measure => ({
  label,
  needs: "processing times",
  rows: async (desk, by) => {
    const { result, receipt } = await desk.call(routeLatency, { by: [...by], within: {} });
    return {
      receipt,
      rows: result.map((row) => {
        const value = row[percentile];
        const measured = value === null ? null : ({ kind: "ms", value, basis: row.timed } as const);
        return { ...pick(row), basis: row.timed, value: measured };
      }),
    };
  },
});

const pick = ({ period, cell }: Pick<ApprovalRow, "period" | "cell">) => ({ period, cell });

const money = (minor: number, currency: string): Measured => ({ kind: "money", minor, currency });

/** The metrics that can be asked for by name, by their ids in the metric dictionary. */
export const measures: Readonly<Record<string, Measure>> = {
  approval_rate: ofAttempts("Approval per attempt", (row) => rate(row.approved, row.counted)),
  decline_rate: ofAttempts("The decline rate per attempt", (row) =>
    rate(row.counted - row.approved, row.counted),
  ),
  first_attempt_approval_rate: ofAttempts("Approval on first attempts", (row) =>
    rate(row.first_approved, row.first_attempts),
  ),
  net_approval_rate: ofPayments("Net approval of payments", (row) =>
    rate(row.approved, row.payments),
  ),
  retry_recovery_rate: ofPayments("Recovery of payments that failed at first", (row) =>
    rate(row.recovered, row.payments - row.first_approved),
  ),
  approval_rate_by_amount: ofAttempts("Approval by amount", (row, currency) => {
    const { amount, approved } = tally(row, currency);
    return amount === 0 ? null : { kind: "share", value: approved / amount, basis: row.counted };
  }),
  attempts: ofAttempts("The number of attempts", (row) => ({ kind: "count", value: row.counted })),
  approved: ofAttempts("The number of approved attempts", (row) => ({
    kind: "count",
    value: row.approved,
  })),
  declined: ofAttempts("The number of declined attempts", (row) => ({
    kind: "count",
    value: row.counted - row.approved,
  })),
  payments: ofPayments("The number of payments", (row) => ({ kind: "count", value: row.payments })),
  approved_amount: ofAttempts("The approved amount", (row, currency) =>
    money(tally(row, currency).approved, currency),
  ),
  declined_amount: ofAttempts("The declined amount", (row, currency) => {
    const { amount, approved } = tally(row, currency);
    return money(amount - approved, currency);
  }),
  dispute_rate: ofAttempts(
    "The dispute rate of approved attempts",
    (row) => rate(row.disputed, row.approved),
    "disputes",
  ),
  fraud_dispute_rate: ofAttempts(
    "The rate of fraud disputes of approved attempts",
    (row) => rate(row.fraud_disputed, row.approved),
    "disputes",
  ),
  three_ds_share: ofAttempts(
    "The share of attempts with authentication",
    (row) => rate(row.three_ds_used, row.three_ds_known),
    "authentication results",
  ),
  avg_fraud_score: ofAttempts(
    "The average fraud score",
    (row) =>
      row.fraud_score === null
        ? null
        : { kind: "score", value: row.fraud_score, basis: row.scored },
    "fraud scores",
  ),
  cost_per_approval: ofAttempts(
    "The fees per approved attempt",
    (row) =>
      row.fees_known === 0 || row.approved === 0
        ? null
        : money(row.fees_usd_cents / row.approved, "USD"),
    "fees",
  ),
  latency_p50: ofLatency("The median processing time", "p50_ms"),
  latency_p95: ofLatency("The processing time that one attempt in twenty exceeds", "p95_ms"),
};
