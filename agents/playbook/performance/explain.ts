import { heterogeneity } from "../../../analysis/heterogeneity.ts";
import type { RatioLeaf } from "../../../analysis/ratio-movement.ts";
import { rootCause, type Suspect } from "../../../analysis/root-cause.ts";
import type { Dimension } from "../../../lakehouse/dictionary/dimension.ts";
import type { Filters } from "../../../lakehouse/scope.ts";
import { type ApprovalRow, approvalBreakdown } from "../../../tools/approval-breakdown.ts";
import { approvalMovers, type MoverRow } from "../../../tools/approval-movers.ts";
import type { Receipt } from "../../../tools/receipt.ts";
import { minimumTested } from "../../verdict.ts";
import type { Desk } from "../desk.ts";

/**
 * Where a change of approval can come from. BIN is left to the issuer check: it has too many values to rank. Currency mostly
 * restates the issuer's country and would be blamed in its place.
 */
const candidates: readonly Dimension[] = [
  "processor",
  "payment_solution",
  "card_network",
  "funding_type",
  "issuer_country",
  "issuer",
  "merchant_id",
  "merchant_segment",
  "merchant_country",
  "amount_bucket",
  "entry_mode",
  "device_type",
  "initiated_by",
  "is_cross_border",
  "three_ds_result",
];

const jointDimensions = 4;
/** Attempts that a joint cell holds on average at least; finer cells are too thin to compare. */
const attemptsPerCell = 8;

export interface Explanation {
  /** The dimensions along which traffic moved unequally, most first; those looked at together. */
  readonly dimensions: readonly Dimension[];
  readonly rows: readonly ApprovalRow[];
  /** Cells that moved by themselves, most explaining first. */
  readonly suspects: readonly Suspect[];
  readonly receipt: Receipt;
  /** Of single dimensions, for shares of traffic. */
  readonly movers: readonly MoverRow[];
}

/** Looks for the cells behind a change of approval: every dimension alone, then the most unequal ones together. */
export const explain = async (desk: Desk): Promise<Explanation> => {
  const { result: movers } = await desk.call(approvalMovers, { by: [...candidates], within: {} });
  const dimensions =
    desk.task.by.length > 0 ? desk.task.by.slice(0, jointDimensions) : unequal(desk, movers);
  const { result: rows, receipt } = await desk.call(approvalBreakdown, {
    by: [...dimensions],
    within: {},
  });
  const suspects = rootCause(leavesOf(rows), { minimumSample: minimumTested, atMost: 3 });
  return { dimensions, rows, receipt, movers, suspects };
};

/** The most unequally moved dimensions, as many as the data can bear together. */
const unequal = ({ now, before }: Desk, movers: readonly MoverRow[]): Dimension[] => {
  const mostCells = Math.min(now.counted, before?.counted ?? 0) / attemptsPerCell;
  const ranked = candidates
    .map((dimension) => {
      const rows = movers.filter((row) => row.dimension === dimension);
      return { dimension, groups: periodsBy(rows, (row) => row.value) };
    })
    .filter(({ groups }) => groups.length > 1)
    .map(({ dimension, groups }) => ({
      dimension,
      values: groups.length,
      score: heterogeneity(groups),
    }))
    .toSorted((a, b) => b.score - a.score);
  const chosen: Dimension[] = [];
  let cells = 1;
  for (const { dimension, values } of ranked) {
    if (chosen.length === jointDimensions || (chosen.length > 0 && cells * values > mostCells))
      continue;
    chosen.push(dimension);
    cells *= values;
  }
  return chosen;
};

/** Both periods of every group of rows, in the order in which groups first occur. */
export const periodsBy = <Row extends Pick<ApprovalRow, "period" | "counted" | "approved">>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
) =>
  [...Map.groupBy(rows, keyOf)].map(([key, own]) => ({
    key,
    rows: own,
    current: rateOf(own.filter((row) => row.period === "current")),
    comparison: rateOf(own.filter((row) => row.period === "comparison")),
  }));

const rateOf = (rows: readonly Pick<ApprovalRow, "counted" | "approved">[]) => ({
  numerator: rows.reduce((sum, row) => sum + row.approved, 0),
  denominator: rows.reduce((sum, row) => sum + row.counted, 0),
});

const leavesOf = (rows: readonly ApprovalRow[]): RatioLeaf[] =>
  periodsBy(rows, (row) => JSON.stringify(row.cell)).map(
    ({ rows: [first], current, comparison }) => ({
      values: Object.fromEntries(
        Object.entries(first?.cell ?? {}).map(([dimension, values]) => [
          dimension,
          values[0] ?? "",
        ]),
      ),
      current,
      comparison,
    }),
  );

/** A suspect's cell as filters. */
export const cellOfSuspect = ({ cell }: Pick<Suspect, "cell">): Filters =>
  Object.fromEntries(Object.entries(cell).map(([dimension, value]) => [dimension, [value]]));

/** Whether a row lies in a cell. */
export const isIn = (row: { readonly cell: Filters }, cell: Filters): boolean =>
  Object.entries(cell).every(
    ([dimension, values]) => row.cell[dimension as Dimension]?.[0] === values[0],
  );
