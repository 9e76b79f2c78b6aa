import { readFileSync } from "node:fs";
import type { AttemptField } from "../../event/attempt.ts";
import type { BatchFormat } from "../batch/read-batch.ts";
import { identifier } from "../batch/stage.ts";

/** One layout of a processor's export: which columns it has, and the SQL that says them in the words of the event format. */
export interface ExportFormat {
  readonly name: "stripe" | "adyen-received" | "adyen-settlement" | "braintree";
  /** Goes to `_source` and names the vocabulary of its codes. */
  readonly processor: "stripe" | "adyen" | "braintree";
  /** How people call it, for messages. */
  readonly title: string;
  /** Without these a file is not of this format. */
  readonly required: readonly string[];
  /** Read when present. */
  readonly optional: readonly string[];
  /** Known and deliberately not kept: names, addresses, contact data, figures of other reports. */
  readonly ignored: readonly string[];
  /** Other spellings of a column seen in older or regional exports. */
  readonly aliases: Readonly<Record<string, string>>;
  /** Columns that hold ids: runs of digits there are no card numbers. */
  readonly ids: readonly string[];
  /** Which column of the file a field comes from, to name it when it is wrong. */
  readonly columnOf: Readonly<Partial<Record<AttemptField, string>>>;
  readonly timeColumn: string;
  /** The column that names the zone of `timeColumn`; null where the format has none. */
  readonly zoneColumn: string | null;
  /** Month comes first in dates like 01/02/2026 unless the file itself shows otherwise. */
  readonly monthFirst: boolean;
  readonly sql: string;
}

/** The mapping of a format, in the `.sql` file beside this one that has its name. */
export const mappingSql = (name: ExportFormat["name"]): string =>
  readFileSync(new URL(`./${name}.sql`, import.meta.url), "utf8");

/** What reading a batch needs to know of a format. */
export const batchFormat = (format: ExportFormat): BatchFormat => ({
  mappingSql: format.sql,
  columnOf: format.columnOf,
  monthFirst: format.monthFirst,
  timeSql: identifier(format.timeColumn),
  zoneSql: format.zoneColumn === null ? "CAST(NULL AS VARCHAR)" : identifier(format.zoneColumn),
});
