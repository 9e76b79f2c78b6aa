import { benjaminiHochberg } from "../../../analysis/benjamini-hochberg.ts";
import type { Rate } from "../../../analysis/rate.ts";
import { twoProportion } from "../../../analysis/two-proportion.ts";
import { commonCurrency } from "../../../tools/amounts.ts";
import { type DeclineReasonRow, declineReasons } from "../../../tools/decline-reasons.ts";
import type { Receipt } from "../../../tools/receipt.ts";
import type { Desk } from "../desk.ts";

/** One reason in both periods: over all attempts (rate) and over all declines (share). */
export interface ReasonChange {
  readonly reason: string;
  readonly owner: string;
  readonly class: string;
  readonly rate: { readonly now: Rate; readonly before: Rate | null };
  readonly share: { readonly now: Rate; readonly before: Rate | null };
  readonly amount: { readonly minor: number; readonly currency: string };
  /** The rate per attempt moved beyond chance, false discoveries among all reasons kept below 5 %. */
  readonly moved: boolean;
}

export interface Reasons {
  readonly changes: readonly ReasonChange[];
  readonly receipt: Receipt;
}

/** Declines by reason, most frequent first. Empty when nothing was declined. */
export const reasonChanges = async (desk: Desk): Promise<Reasons> => {
  const { result: rows, receipt } = await desk.call(declineReasons, { within: {} });
  const currency = commonCurrency(
    rows.map((row) => ({
      ...row,
      amount_minor: 0,
      approved_minor: 0,
      amount_usd_cents: 0,
      approved_usd_cents: 0,
    })),
  );
  const names = [...new Set(rows.map((row) => row.reason))];
  const plain = names.map((reason) => changeOf(desk, reason, rows, currency));
  const moved = benjaminiHochberg(
    plain.map(({ rate }) => (rate.before === null ? 1 : twoProportion(rate.now, rate.before).p)),
  );
  return {
    receipt,
    changes: plain
      .map((change, index) => ({ ...change, moved: moved[index] ?? false }))
      .toSorted((a, b) => b.rate.now.numerator - a.rate.now.numerator),
  };
};

const changeOf = (
  { now: totalNow, before: totalBefore }: Desk,
  reason: string,
  rows: readonly DeclineReasonRow[],
  currency: string,
) => {
  const of = (period: DeclineReasonRow["period"]) =>
    rows.find((row) => row.period === period && row.reason === reason);
  const now = of("current");
  const before = of("comparison");
  const declined = (row: Desk["now"]) => row.counted - row.approved;
  const over = (count: number, denominator: number): Rate => ({ numerator: count, denominator });
  const row = now ?? before;
  return {
    reason,
    owner: row?.decline_owner ?? "unknown",
    class: row?.decline_class ?? "unknown",
    rate: {
      now: over(now?.declined ?? 0, totalNow.counted),
      before: totalBefore && over(before?.declined ?? 0, totalBefore.counted),
    },
    share: {
      now: over(now?.declined ?? 0, declined(totalNow)),
      before: totalBefore && over(before?.declined ?? 0, declined(totalBefore)),
    },
    amount: {
      currency,
      minor:
        now === undefined
          ? 0
          : now.currencies <= 1 && now.currency === currency
            ? now.declined_minor
            : now.declined_usd_cents,
    },
  };
};
