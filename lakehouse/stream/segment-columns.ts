import { Attempt, type AttemptField, attemptFields } from "../event/attempt.ts";
import { fieldMeta } from "../event/field.ts";

/** A column of a segment: its name in `incoming` and its DuckDB type. */
export interface SegmentColumn {
  readonly name: string;
  readonly sql: string;
}

const text = (name: string): SegmentColumn => ({ name, sql: "VARCHAR" });

/** What precedes the fields of the attempt. `_kind` is `attempt`, `dispute`, `fx_rate` or `rejected`. */
const leading: readonly SegmentColumn[] = [
  text("_kind"),
  { name: "_line", sql: "BIGINT" },
  text("extra"),
];

const attempt: readonly SegmentColumn[] = attemptFields.map((name) => {
  const meta = fieldMeta.get(Attempt.shape[name]);
  if (meta === undefined) throw new Error(`field ${name} has no entry in the field registry`);
  return { name, sql: meta.sql };
});

/** What only disputes, exchange rates and rejected rows fill. */
const trailing = [
  text("_dispute_id"),
  { name: "_dispute_timestamp", sql: "TIMESTAMP" },
  text("_dispute_kind"),
  { name: "_dispute_amount", sql: "DECIMAL(18, 4)" },
  text("_dispute_currency"),
  text("_dispute_code"),
  { name: "_fx_date", sql: "DATE" },
  { name: "_fx_rate", sql: "DOUBLE" },
  text("_currency"),
  text("_column"),
  text("_bad"),
  text("_raw"),
] as const satisfies readonly SegmentColumn[];

/** The columns of every line of a segment, in order: the same names that the loader gives to `incoming`. */
export const segmentColumns: readonly SegmentColumn[] = [...leading, ...attempt, ...trailing];

const trailingNames = trailing.map(({ name }) => name);

/** The end of a line that fills none of the trailing columns. */
const emptyTrail = ",".repeat(trailing.length - 1);

/** One value as CSV; the empty text is null. A lone surrogate cannot be written as UTF-8 and becomes U+FFFD. */
const cell = (value: string): string =>
  /[",#\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** The cells of the attempt's fields, each with its comma. */
export function fieldCells(valueIn: (field: AttemptField) => string | undefined): string {
  let csv = "";
  for (const field of attemptFields) {
    const value = valueIn(field);
    csv += value === undefined ? "," : `${cell(value)},`;
  }
  return csv;
}

interface SegmentLine {
  readonly kind: string;
  readonly line: number;
  readonly extra?: string | undefined;
  /** From `fieldCells`; none of the fields where it is not given. */
  readonly fields?: string;
  /** Values of trailing columns by name, as DuckDB reads them; what is missing is null. */
  readonly trailing?: Readonly<Record<string, string | undefined>>;
}

const noFields = fieldCells(() => undefined);

/** One line of a segment with its newline. */
export function segmentLine({
  kind,
  line,
  extra,
  fields = noFields,
  trailing,
}: SegmentLine): string {
  const trail =
    trailing === undefined
      ? emptyTrail
      : trailingNames.map((name) => cell(trailing[name] ?? "")).join(",");
  return `${kind},${line},${extra === undefined ? "" : cell(extra)},${fields}${trail}\n`;
}
