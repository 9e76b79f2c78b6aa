import {
  chooseRoutes,
  type RouteChoice,
  type SegmentOffers,
} from "../../../analysis/route-value.ts";
import { standardise } from "../../../analysis/standardise.ts";
import { type Dimension, dimension } from "../../../lakehouse/dictionary/dimension.ts";
import { commonCurrency, tally } from "../../../tools/amounts.ts";
import { type ApprovalRow, approvalBreakdown } from "../../../tools/approval-breakdown.ts";
import { routeComparison } from "../../../tools/route-comparison.ts";
import { notGiven } from "../../../tools/scope-predicate.ts";
import { type About, nothing } from "../../figure-sheet.ts";
import { dimensionWords, quoted } from "../../words.ts";
import type { Check, Desk } from "../desk.ts";

/** What an approval earns of its amount, where nobody says: an assumption, and told as one. */
const assumedMargin = 0.2;
/** Segments are compared on one mix of these. */
const heldEqual = ["merchant_segment", "funding_type"] as const satisfies Dimension[];
const mostRows = 10;

/**
 * Which processor should carry each segment: expected value is approval on one mix of traffic times margin, less fees. What is
 * inside the noise stays where it is.
 */
export const recommendation: Check = async (desk) => {
  const [named] = desk.task.by.filter((id) => id !== "processor");
  const by = named ?? "issuer_country";
  const { result, receipt } = await desk.call(routeComparison, {
    by: ["processor", by, ...heldEqual.filter((id) => id !== by)],
    within: {},
  });
  const { result: costs, receipt: costReceipt } = await desk.call(approvalBreakdown, {
    by: ["processor", by],
    within: {},
  });
  const feeOf = feeShares(costs);
  const segments = [...Map.groupBy(result.rows, (row) => row.by_2 ?? "")].flatMap(
    ([segment, own]): SegmentOffers[] => {
      const { routes } = standardise(
        own.map((row) => ({
          route: row.by_1 ?? "",
          stratum: JSON.stringify([row.by_3, row.by_4]),
          rate: { numerator: row.approved, denominator: row.counted },
        })),
      );
      const [largest] = routes.toSorted((a, b) => b.raw.denominator - a.raw.denominator);
      if (largest === undefined || segment === notGiven) return [];
      return [
        {
          segment,
          current: largest.route,
          offers: routes.map(({ route, rate, variance }) => ({
            route,
            approval: rate,
            variance,
            feeShare: feeOf(route, segment) ?? feeOf(largest.route, segment) ?? 0,
          })),
        },
      ];
    },
  );
  if (segments.length === 0) return {};
  const choices = chooseRoutes(segments, assumedMargin);
  const switched = choices.filter(({ chosen, current }) => chosen !== current);
  const rows = choices
    .toSorted((a, b) => amountOf(costs, b) * b.gain - amountOf(costs, a) * a.gain)
    .slice(0, mostRows);
  const say = { desk, by, costs, receipt: costReceipt };
  const { sheet } = desk;
  const compared = sheet.count("attempts", choices.length, {
    receipt,
    derivation: `values of ${dimension(by).words[0]} in which at least two processors are comparable`,
  });
  const [first] = rows;
  const best = first !== undefined && first.chosen !== first.current ? first : undefined;
  return {
    findings: [
      {
        kind: best ? "opportunity" : "other",
        title: best
          ? `For ${dimension(by).words[0]} ${quoted(best.segment)} ${quoted(best.chosen)} is worth ${worth(say, best)} more than ${quoted(best.current)} in [[range]], fees included`
          : `No ${dimension(by).words[0]} has a processor that is worth more than its largest one beyond the noise (${compared} compared)`,
        text: `Of ${compared} values of ${dimension(by).words[0]}, ${sheet.count("attempts", switched.length, { receipt, derivation: "values whose best processor is better beyond the noise" })} should change their first processor. Value is approval on the same mix of ${dimensionWords(heldEqual)} times the margin, less recorded fees; the order in the table is that of a cascade, each at another processor.`,
        cell: best ? { [by]: [best.segment], processor: [best.chosen] } : {},
        confidence: best ? 0.8 : 0.6,
        caveats: [
          `An approval is assumed to earn ${sheet.share("approved_amount", assumedMargin, { receipt, derivation: "margin assumed, of the amount: no margin is loaded" })} of its amount.`,
          `Traffic was not assigned at random: what is not held equal by ${dimensionWords(heldEqual)} can still differ; try a small share first.`,
          ...(costs.some((row) => row.fees_known > 0)
            ? []
            : ["No fees are loaded: processors are compared by approval alone."]),
        ],
        table: {
          columns: [
            dimension(by).words[0],
            "Now first",
            "Should be first",
            "Then",
            "Worth",
            "from",
            "to",
          ],
          rows: rows.map((choice) => rowOf(say, choice)),
        },
      },
    ],
  };
};

interface Saying {
  readonly desk: Desk;
  readonly by: Dimension;
  readonly costs: readonly ApprovalRow[];
  readonly receipt: Desk["receipt"];
}

const current = (rows: readonly ApprovalRow[]) => rows.filter((row) => row.period === "current");

/** Recorded fees over the amount attempted, where every attempt has one. */
const feeShares = (rows: readonly ApprovalRow[]) => (route: string, segment: string) => {
  const row = current(rows).find((one) => one.by_1 === route && one.by_2 === segment);
  if (row === undefined || row.fees_known < row.counted || row.amount_usd_cents === 0) return null;
  return row.fees_usd_cents / row.amount_usd_cents;
};

/** Amount attempted at the segment's current processor, in the currency that all rows can be told in. */
const amountOf = (rows: readonly ApprovalRow[], choice: RouteChoice): number => {
  const row = current(rows).find(
    (one) => one.by_1 === choice.current && one.by_2 === choice.segment,
  );
  return row === undefined ? 0 : tally(row, commonCurrency(rows)).amount;
};

const worth = ({ desk, by, costs, receipt }: Saying, choice: RouteChoice, gain = choice.gain) =>
  desk.sheet.money("approved_amount", gain * amountOf(costs, choice), commonCurrency(costs), {
    receipt,
    cell: { [by]: [choice.segment], processor: [choice.current] },
    derivation: "gain in approval times margin less fees, times the amount attempted there",
  } satisfies About);

const rowOf = (say: Saying, choice: RouteChoice): string[] => {
  const isSwitched = choice.chosen !== choice.current;
  const then = choice.order.filter((route) => route !== choice.chosen).slice(0, 2);
  return [
    quoted(choice.segment),
    quoted(choice.current),
    isSwitched ? quoted(choice.chosen) : "as it is",
    then.map(quoted).join(", "),
    isSwitched ? worth(say, choice) : nothing,
    ...choice.interval.map((end) => (isSwitched ? worth(say, choice, end) : nothing)),
  ];
};
