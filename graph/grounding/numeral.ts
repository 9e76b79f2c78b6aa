/** What a numeral counts or measures, as far as its own suffix, prefix or currency says. */
export type NumeralUnit =
  | "percent"
  | "pp"
  | "bps"
  | "ms"
  | "seconds"
  | "minutes"
  | "hours"
  | "days"
  | "weeks"
  | "months"
  | "years"
  | "times"
  | "ordinal"
  | "money";

/**
 * One place of a text where a quantity, a date or a code with digits is written.
 * `number` has a value and an optional unit; `word` is a number word ("three"); `date` is a date, a time or both;
 * `code` is a term with digits in it ("3DS", "p95"); `reference` is the id of a receipt.
 */
export interface Numeral {
  readonly raw: string;
  readonly start: number;
  readonly end: number;
  readonly kind: "number" | "word" | "date" | "code" | "reference";
  /** As written, with k/M applied; null for dates, codes and references. */
  readonly value: number | null;
  /** Half the last written digit: what rounding may have hidden. */
  readonly tolerance: number;
  readonly unit: NumeralUnit | null;
  readonly currency: string | null;
  /** A sign that is written out; null where there is none. */
  readonly sign: "+" | "-" | null;
  /** The thing counted, where the next word says it: "attempts", "payments". */
  readonly noun: string | null;
}
