import type { Random } from "../../sample/random.ts";
import { type CsvLayout, rowText } from "./csv-layout.ts";
import type { Cells, ExportFormat } from "./export-format.ts";
import { cardNumberNote, messyNote, withThousands } from "./note.ts";
import { type ExportPayment, exportPayments } from "./payments.ts";
import { countOne, countPayment, type ExportTruth } from "./truth.ts";

export interface ExportPlan {
  readonly format: ExportFormat;
  readonly layout: CsvLayout;
  /** Good attempts to write; what is broken or skipped comes on top. */
  readonly rows: number;
  readonly dirt: boolean;
  readonly random: Random;
  /** Called for each good row that was approved for an amount above 0. */
  readonly onApproved: (cells: Cells, payment: ExportPayment) => void;
}

/** How many good rows apart each kind of dirt stands; small enough that a few thousand rows hold them all. */
const every = { cardNumber: 290, duplicate: 240, broken: 170, skipped: 330, blank: 480 } as const;

/** The records of an export as text, without line ends; what they hold is added to `truth`. */
export function* exportRecords(plan: ExportPlan, truth: ExportTruth): Generator<string> {
  const { format, layout, rows, dirt, random } = plan;
  let position = 0;
  for (const payment of exportPayments(random)) {
    const written = payment.attempts.slice(0, rows - position);
    for (const attempt of written) {
      const row = format.row(payment, attempt, { random, dirt });
      const cells = dirt ? dirtied(plan, row, position, truth) : row;
      const text = rowText(layout, cells);
      yield counted(truth, text);
      if (attempt.decline === null && payment.amountMinor > 0) plan.onApproved(row, payment);
      if (dirt) yield* dirtAfter(plan, row, text, position, truth);
      position += 1;
    }
    countPayment(truth, payment, written);
    if (position >= rows) break;
  }
  if (dirt) {
    countOne(truth.skippedByKind, "totals_row");
    yield counted(
      truth,
      ["Total", ...layout.columns.slice(1).map(() => "")].join(layout.delimiter),
    );
  }
}

const dirtied = (
  { format, random }: ExportPlan,
  row: Cells,
  position: number,
  truth: ExportTruth,
): Cells => {
  const hasCardNumber = position % every.cardNumber === 7;
  if (hasCardNumber) truth.cardNumbers += 1;
  return {
    ...row,
    [format.amountColumn]: withThousands(row[format.amountColumn] ?? ""),
    [format.noteColumn]: hasCardNumber ? cardNumberNote(random) : messyNote(random),
  };
};

/** What stands in the file after a good row: an exact copy, a blank line, a row that is broken or no attempt. */
function* dirtAfter(
  plan: ExportPlan,
  row: Cells,
  text: string,
  position: number,
  truth: ExportTruth,
): Generator<string> {
  const { layout } = plan;
  if (position % every.duplicate === 11) {
    truth.duplicates += 1;
    if (position % every.cardNumber === 7) truth.cardNumbers += 1;
    yield counted(truth, text);
  }
  if (position % every.blank === 13) {
    countOne(truth.skippedByKind, "blank_line");
    yield counted(
      truth,
      position % 2 === 0 ? "" : layout.delimiter.repeat(layout.columns.length - 1),
    );
  }
  if (position % every.skipped === 17) {
    yield counted(truth, skippedRow(plan, row, Math.floor(position / every.skipped), truth));
  }
  if (position % every.broken === 19) {
    yield counted(truth, brokenRow(plan, row, Math.floor(position / every.broken), truth));
  }
}

const skippedRow = (
  { format, layout, random }: ExportPlan,
  row: Cells,
  turn: number,
  truth: ExportTruth,
): string => {
  const kinds = Object.keys(format.skipped);
  const kind = kinds[turn % kinds.length] ?? "";
  countOne(truth.skippedByKind, kind);
  return rowText(layout, { ...row, ...format.skipped[kind], [format.idColumn]: random.text(16) });
};

const brokenRow = (
  { format, layout, random }: ExportPlan,
  row: Cells,
  turn: number,
  truth: ExportTruth,
): string => {
  const reasons = [...Object.keys(format.broken), "wrong_column_count"];
  const reason = reasons[turn % reasons.length] ?? "";
  countOne(truth.quarantinedByReason, reason);
  const hasCardNumber = turn % 2 === 0;
  if (hasCardNumber) truth.cardNumbers += 1;
  const text = rowText(layout, {
    ...row,
    ...format.broken[reason],
    [format.idColumn]: random.text(16),
    [format.noteColumn]: hasCardNumber ? cardNumberNote(random) : "",
  });
  return reason === "wrong_column_count" ? `${text}${layout.delimiter}one cell too many` : text;
};

const counted = (truth: ExportTruth, text: string): string => {
  truth.records += 1;
  return text;
};
