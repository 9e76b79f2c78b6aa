import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { tally } from "../../../tools/amounts.ts";
import { type ApprovalRow, approvalBreakdown } from "../../../tools/approval-breakdown.ts";
import type { About } from "../../figure-sheet.ts";
import { cellWords, dimensionWords } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

const mostRows = 10;

interface Loss {
  readonly cell: ApprovalRow["cell"];
  readonly now: number;
  readonly before: number;
  /** Change of the approved amount that the approval rate explains; the rest is volume. */
  readonly byRate: number;
}

/** Who lost approved amount against the comparison, and how much of it is approval rather than volume. */
export const lostValue: Check = async (desk) => {
  const { sheet, currency } = desk;
  if (desk.before === null)
    return { missing: ["there is no comparison range: without one nothing can be called lost"] };
  const by: Dimension[] = desk.task.by.length > 0 ? desk.task.by.slice(0, 3) : ["merchant_id"];
  const { result: rows, receipt } = await desk.call(approvalBreakdown, { by, within: {} });
  const losses = [...Map.groupBy(rows, (row) => JSON.stringify(row.cell)).values()]
    .map((own) => lossOf(own, currency))
    .toSorted((a, b) => a.now - a.before - (b.now - b.before));
  const total = {
    now: losses.reduce((sum, loss) => sum + loss.now, 0),
    before: losses.reduce((sum, loss) => sum + loss.before, 0),
  };
  const money = (minor: number, about: About) =>
    sheet.money("approved_amount", minor, currency, about);
  const [worst] = losses;
  if (worst === undefined) return {};
  const change = { receipt, derivation: "approved amount now minus before" };
  const lost = worst.now < worst.before;
  return {
    findings: [
      {
        kind: "other",
        title: lost
          ? `The largest loss of approved amount is in ${cellWords(worst.cell)}: ${money(worst.now - worst.before, { ...change, cell: worst.cell })}`
          : `No ${dimensionWords(by)} lost approved amount; the total changed by ${money(total.now - total.before, change)}`,
        text: `In total the approved amount went from ${money(total.before, { receipt, period: "comparison", derivation: "sum over the rows" })} to ${money(total.now, { receipt, derivation: "sum over the rows" })}. The part that the approval rate explains is told apart from volume.`,
        cell: lost ? worst.cell : {},
        severity: lost ? "medium" : "info",
        impact: lost
          ? {
              low: worst.before - worst.now,
              mid: worst.before - worst.now,
              high: worst.before - worst.now,
              unit: currency,
              per: "range",
              basis: "approved amount now against the comparison, as counted",
            }
          : null,
        caveats:
          currency === "USD"
            ? [
                "Amounts in other currencies are told at each day's rate; currency moves are part of the change.",
              ]
            : [],
        table: {
          columns: ["Part", "Approved now", "Before", "Change", "Of it by approval rate"],
          rows: losses.slice(0, mostRows).map((loss) => rowOf(desk, loss, receipt)),
        },
      },
    ],
  };
};

const lossOf = (own: readonly ApprovalRow[], currency: string): Loss => {
  const of = (period: ApprovalRow["period"]) => {
    const row = own.find((candidate) => candidate.period === period);
    return row === undefined ? { amount: 0, approved: 0 } : tally(row, currency);
  };
  const now = of("current");
  const before = of("comparison");
  const rateChange =
    now.amount === 0 || before.amount === 0
      ? 0
      : now.approved / now.amount - before.approved / before.amount;
  return {
    cell: own[0]?.cell ?? {},
    now: now.approved,
    before: before.approved,
    byRate: Math.round(rateChange * ((now.amount + before.amount) / 2)),
  };
};

const rowOf = ({ sheet, currency }: Desk, loss: Loss, receipt: Desk["receipt"]): string[] => {
  const money = (minor: number, about: Partial<About>) =>
    sheet.money("approved_amount", minor, currency, { receipt, cell: loss.cell, ...about });
  return [
    cellWords(loss.cell),
    money(loss.now, {}),
    money(loss.before, { period: "comparison" }),
    money(loss.now - loss.before, { derivation: "now minus before" }),
    money(loss.byRate, {
      derivation: "change of the rate by amount times the mean attempted amount of both periods",
    }),
  ];
};
