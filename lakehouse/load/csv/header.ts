import { parseRecord } from "./record.ts";

export interface CsvHeader {
  readonly delimiter: string;
  /** Names as written, trimmed, BOM removed. */
  readonly names: readonly string[];
  /** Offset of the first byte after the header and the physical line that begins there. */
  readonly end: number;
  readonly nextLine: number;
}

const delimiters = [",", ";", "\t", "|"];

/** Reads the header from the beginning of a file; null while its end has not arrived. Leading blank lines are passed over. */
export function readHeader(bytes: Buffer): CsvHeader | null {
  let start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let line = 1;
  for (;;) {
    const newline = bytes.indexOf(10, start);
    if (newline === -1) return null;
    const text = bytes.toString("utf8", start, newline).replace(/\r$/, "");
    start = newline + 1;
    line += 1;
    if (text.trim() === "") continue;
    const separator = /^"?sep=(.)"?$/i.exec(text.trim());
    if (separator) continue;
    const delimiter = mostFields(text);
    const names = parseRecord(text, delimiter).map((name) => name.trim());
    return { delimiter, names, end: start, nextLine: line };
  }
}

/** The delimiter that splits the header into most names; a header has no quoted line breaks in any format we know. */
const mostFields = (text: string): string =>
  delimiters
    .map((delimiter) => ({ delimiter, count: parseRecord(text, delimiter).length }))
    .reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
