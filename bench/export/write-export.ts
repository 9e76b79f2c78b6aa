import { writeFileSync } from "node:fs";
import { seededRandom } from "../../sample/random.ts";
import { adyenSettlementColumns } from "./adyen-columns.ts";
import { adyenExport } from "./adyen-export.ts";
import {
  noSettlement,
  payoutRow,
  type SettlementTruth,
  settlementRows,
} from "./adyen-settlement.ts";
import { type CsvLayout, cleanLayout, dirtyLayout, rowText } from "./csv-layout.ts";
import { CsvWriter } from "./csv-writer.ts";
import type { Cells } from "./export-format.ts";
import { exportRecords } from "./export-records.ts";
import type { ExportPayment } from "./payments.ts";
import { stripeExport } from "./stripe-export.ts";
import { type ExportTruth, noTruth } from "./truth.ts";

export interface ExportOptions {
  readonly format: "stripe" | "adyen";
  readonly out: string;
  /** Good attempts; broken and skipped rows come on top. */
  readonly rows: number;
  readonly seed: number;
  readonly dirt: boolean;
  /** Where to write the settlement details report that goes with an Adyen export. */
  readonly settlement?: string | undefined;
}

export interface WrittenTruth extends ExportTruth {
  readonly settlement: SettlementTruth | null;
}

const formats = { stripe: stripeExport, adyen: adyenExport } as const;

/** Writes an export, its settlement report if asked for, and what they hold as `OUT.truth.json`. */
export const writeExport = (options: ExportOptions): WrittenTruth => {
  const { out, rows, seed, dirt } = options;
  const random = seededRandom(seed);
  const format = formats[options.format];
  const layout = dirt ? dirtyLayout(format, random) : cleanLayout(format.columns);
  const file = new CsvWriter(out, layout);
  const settlement =
    options.settlement === undefined
      ? null
      : new SettlementReport(
          options.settlement,
          { ...layout, columns: adyenSettlementColumns },
          seed,
        );
  const counts = noTruth();
  const onApproved = (cells: Cells, payment: ExportPayment) => settlement?.settle(cells, payment);
  for (const text of exportRecords({ format, layout, rows, dirt, random, onApproved }, counts)) {
    file.line(text);
  }
  file.close();
  const truth = { ...counts, settlement: settlement?.close() ?? null };
  writeFileSync(`${out}.truth.json`, `${JSON.stringify(truth, null, 2)}\n`);
  return truth;
};

class SettlementReport {
  readonly #truth = noSettlement();
  readonly #layout: CsvLayout;
  readonly #file: CsvWriter;
  readonly #random;

  constructor(path: string, layout: CsvLayout, seed: number) {
    this.#layout = layout;
    this.#file = new CsvWriter(path, layout);
    this.#random = seededRandom(seed + 1);
  }

  settle(received: Cells, payment: ExportPayment): void {
    for (const cells of settlementRows(this.#random, received, payment, this.#truth)) {
      this.#file.line(rowText(this.#layout, cells));
    }
  }

  close(): SettlementTruth {
    this.#file.line(rowText(this.#layout, payoutRow(this.#truth)));
    this.#file.close();
    return this.#truth;
  }
}
