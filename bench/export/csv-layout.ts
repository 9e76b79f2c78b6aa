import type { Random } from "../../sample/random.ts";
import type { Cells, ExportFormat } from "./export-format.ts";

/** How the bytes of a CSV file are written. */
export interface CsvLayout {
  readonly columns: readonly string[];
  readonly delimiter: "," | ";";
  readonly newline: "\n" | "\r\n";
  readonly encoding: "utf8" | "utf8-bom" | "windows-1252";
}

export const cleanLayout = (columns: readonly string[]): CsvLayout => ({
  columns,
  delimiter: ",",
  newline: "\n",
  encoding: "utf8",
});

/** Columns in another order and some missing, Windows line ends, a foreign delimiter or encoding. */
export const dirtyLayout = (format: ExportFormat, random: Random): CsvLayout => ({
  columns: shuffled(
    format.columns.filter((name) => !format.droppedWhenDirty.includes(name)),
    random,
  ),
  delimiter: format.delimiterWhenDirty,
  newline: "\r\n",
  encoding: format.encodingWhenDirty,
});

export const headerText = ({ columns, delimiter }: CsvLayout): string =>
  columns.map((name) => quoted(name, delimiter)).join(delimiter);

export const rowText = ({ columns, delimiter }: CsvLayout, cells: Cells): string =>
  columns.map((name) => quoted(cells[name] ?? "", delimiter)).join(delimiter);

/** Bytes of text in the encoding; a byte order mark is the caller's, once a file. */
export const encode = (text: string, { encoding }: CsvLayout): Buffer =>
  encoding === "windows-1252"
    ? Buffer.from(text.replaceAll("–", "\x96").replaceAll("’", "\x92"), "latin1")
    : Buffer.from(text, "utf8");

const quoted = (value: string, delimiter: string): string =>
  value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

const shuffled = (values: readonly string[], random: Random): string[] => {
  const result = [...values];
  for (let last = result.length - 1; last > 0; last--) {
    const other = random.whole(0, last);
    [result[last], result[other]] = [result[other] ?? "", result[last] ?? ""];
  }
  return result;
};
