import type { Random } from "../../sample/random.ts";
import type { ExportAttempt, ExportPayment } from "./payments.ts";

/** Cells by column name; a column that is not named is empty. */
export type Cells = Readonly<Record<string, string>>;

export interface RowContext {
  readonly random: Random;
  /** Mixed zones and time formats, instead of one of each. */
  readonly dirt: boolean;
}

/** How a processor writes its export, as far as a generator has to know. */
export interface ExportFormat {
  readonly columns: readonly string[];
  /** Optional columns that a dirty export leaves out. */
  readonly droppedWhenDirty: readonly string[];
  readonly delimiterWhenDirty: "," | ";";
  readonly encodingWhenDirty: "utf8-bom" | "windows-1252";
  readonly idColumn: string;
  readonly amountColumn: string;
  /** Free text in which people write anything, card numbers included. */
  readonly noteColumn: string;
  /** Cells that make a good row one that cannot be used, by the reason. */
  readonly broken: Readonly<Record<string, Cells>>;
  /** Cells that make a good row one that is no card payment attempt, by the kind. */
  readonly skipped: Readonly<Record<string, Cells>>;
  row(payment: ExportPayment, attempt: ExportAttempt, context: RowContext): Cells;
}
