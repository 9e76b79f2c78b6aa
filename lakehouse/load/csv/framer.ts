import { isUtf8 } from "node:buffer";
import { maskCardNumbers } from "../../card-number.ts";
import { mayHoldCardNumber } from "./card-scan.ts";
import { formatRecord, parseRecord } from "./record.ts";

export interface CsvLayout {
  readonly delimiter: string;
  readonly columns: number;
  /** Columns that hold ids, where a run of digits is no card number; by position. */
  readonly idColumns: ReadonlySet<number>;
}

export interface RecordSink {
  /** A well-formed record of exactly `columns` fields: bytes `[from, to)` in UTF-8, quotes as in RFC 4180. */
  record(line: number, bytes: Uint8Array, from: number, to: number): void;
  /** A record that is none: a blank line, a row of totals. */
  skipped(line: number, kind: string): void;
  /** A record that cannot be read; `raw` is masked of card data. */
  broken(line: number, reason: string, raw: string): void;
  /** Card numbers masked in a record, kept or not. */
  masked(count: number): void;
}

const LF = 10;
const CR = 13;
const QUOTE = 34;
/** A quoted field that runs longer than this was never closed. */
const maxRecordBytes = 1 << 20;
/** A first cell of nothing but "Total", "Grand total:", "Total (12 rows)". */
const totalsLabel =
  /^(grand[ _-]?|sub[ _-]?)?(totals?|sum)[\s:(]*\d*\s*(rows|records|transactions)?\)?\s*"?([,;|\t]|$)/i;

/**
 * Finds where records of a CSV stream begin and end, with the physical line of each, and hands on only what any CSV
 * reader reads alike. Types and meaning are left to SQL. Bytes that are not UTF-8 are read as Windows-1252.
 */
export class CsvFramer {
  #rest: Buffer = Buffer.alloc(0);
  #line: number;
  readonly #delimiter: number;
  readonly #layout: CsvLayout;
  readonly #sink: RecordSink;

  constructor(layout: CsvLayout, firstLine: number, sink: RecordSink) {
    this.#layout = layout;
    this.#delimiter = layout.delimiter.charCodeAt(0);
    this.#line = firstLine;
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    this.#rest = bytes.subarray(this.#frame(bytes, false));
  }

  end(): void {
    const bytes = this.#rest;
    this.#rest = Buffer.alloc(0);
    if (bytes.length === 0) return;
    this.#frame(bytes.at(-1) === LF ? bytes : Buffer.concat([bytes, Buffer.from("\n")]), true);
  }

  /** Frames every complete record and returns the offset of the first incomplete one. */
  #frame(bytes: Buffer, isLast: boolean): number {
    let start = 0;
    while (start < bytes.length) {
      const end = this.#record(bytes, start, isLast);
      if (end === -1) break;
      start = end;
    }
    return start;
  }

  /** Scans one record from `start`; returns where the next begins, or -1 when its end has not arrived yet. */
  #record(bytes: Buffer, start: number, isLast: boolean): number {
    const delimiter = this.#delimiter;
    const size = bytes.length;
    let fields = 1;
    let lines = 0;
    let digits = 0;
    let ascii = 0;
    let irregular = false;
    let fieldStart = start;
    let isSuspect = false;
    let i = start;
    while (i < size) {
      let c = bytes[i] as number;
      if (c === QUOTE) {
        if (i !== fieldStart) irregular = true;
        else {
          i += 1;
          for (; i < size; i++) {
            c = bytes[i] as number;
            if (c === QUOTE) {
              const next = bytes[i + 1];
              if (next === QUOTE) i += 1;
              else if (next === delimiter || next === LF || next === CR || next === undefined)
                break;
              else irregular = true;
            } else if (c === LF) lines += 1;
            else if (c >= 48 && c <= 57) digits += 1;
            else ascii |= c;
          }
          i += 1;
          continue;
        }
      } else if (c === delimiter || c === LF) {
        if (digits >= 13 && !this.#layout.idColumns.has(fields - 1)) {
          if (mayHoldCardNumber(bytes, fieldStart, i)) isSuspect = true;
        }
        digits = 0;
        if (c === LF) {
          this.#emit(bytes, start, i, fields, lines, ascii >= 128, irregular || isSuspect);
          return this.#resume;
        }
        fields += 1;
        fieldStart = i + 1;
      } else if (c >= 48 && c <= 57) digits += 1;
      else ascii |= c;
      i += 1;
    }
    if (!isLast && size - start <= maxRecordBytes) return -1;
    return this.#breakLine(bytes, start, "unterminated_quote");
  }

  #resume = 0;

  #emit(
    bytes: Buffer,
    start: number,
    newline: number,
    fields: number,
    lines: number,
    hasHighBytes: boolean,
    needsRewrite: boolean,
  ): void {
    const line = this.#line;
    const end = newline > start && bytes[newline - 1] === CR ? newline - 1 : newline;
    if (isBlank(bytes, start, end, this.#delimiter)) {
      this.#sink.skipped(line, "blank_line");
    } else if (isTotals(bytes, start, end)) {
      this.#sink.skipped(line, "totals_row");
    } else if (fields !== this.#layout.columns && lines > 0) {
      // A stray quote swallowed the lines that follow it: only the first line is broken, the others are read again.
      this.#resume = this.#breakLine(bytes, start, "wrong_column_count");
      return;
    } else if (needsRewrite || fields !== this.#layout.columns) {
      this.#rewrite(bytes.subarray(start, end), line);
    } else if (hasHighBytes) {
      this.#recode(bytes.subarray(start, end), line);
    } else {
      this.#sink.record(line, bytes, start, end);
    }
    this.#line += lines + 1;
    this.#resume = newline + 1;
  }

  /** A regular record beyond ASCII: only its encoding may have to change. */
  #recode(raw: Buffer, line: number): void {
    const isUtf8Already = isUtf8(raw);
    if (isUtf8Already && foreignDigit.test(raw.toString("utf8"))) {
      this.#rewrite(raw, line);
      return;
    }
    const bytes = isUtf8Already ? raw : Buffer.from(windows1252.decode(raw));
    this.#sink.record(line, bytes, 0, bytes.length);
  }

  /** The slow path: decode, parse, mask, write anew. */
  #rewrite(raw: Buffer, line: number): void {
    const { delimiter, columns, idColumns } = this.#layout;
    const fields = parseRecord(decode(raw), delimiter);
    while (fields.length > columns && fields.at(-1)?.trim() === "") fields.pop();
    let found = 0;
    const safe = fields.map((value, index) => {
      if (idColumns.has(index)) return value;
      const masked = maskCardNumbers(value);
      found += masked.found;
      return masked.text;
    });
    if (found > 0) this.#sink.masked(found);
    if (safe.length !== columns) {
      this.#sink.broken(line, "wrong_column_count", safe.join(delimiter));
      return;
    }
    const rewritten = Buffer.from(formatRecord(safe, delimiter));
    this.#sink.record(line, rewritten, 0, rewritten.length);
  }

  /** Gives up the physical line at `start` and returns where the next one begins. */
  #breakLine(bytes: Buffer, start: number, reason: string): number {
    const newline = bytes.indexOf(LF, start);
    const end = newline === -1 ? bytes.length : newline;
    const { text, found } = maskCardNumbers(decode(bytes.subarray(start, end)).trimEnd());
    if (found > 0) this.#sink.masked(found);
    this.#sink.broken(this.#line, reason, text);
    this.#line += 1;
    return end + 1;
  }
}

/** Digits in which a card number could hide from the scan for ASCII ones. Windows-1252 has none. */
const foreignDigit = /(?![0-9])\p{Nd}/u;
const windows1252 = new TextDecoder("windows-1252");

const decode = (raw: Buffer): string =>
  isUtf8(raw) ? raw.toString("utf8") : windows1252.decode(raw);

function isBlank(bytes: Buffer, start: number, end: number, delimiter: number): boolean {
  for (let i = start; i < end; i++) {
    const c = bytes[i] as number;
    if (c !== delimiter && c !== 32 && c !== 9 && c !== QUOTE && c !== CR) return false;
  }
  return true;
}

/** A row of totals begins with the word, whatever follows. */
function isTotals(bytes: Buffer, start: number, end: number): boolean {
  let i = start;
  while (i < end && !isLetterOrDigit(bytes[i] as number)) i += 1;
  const first = (bytes[i] ?? 0) | 32;
  if (first !== 116 && first !== 103 && first !== 115) return false;
  const label = bytes.toString("latin1", i, Math.min(end, i + 60));
  return totalsLabel.test(label);
}

const isLetterOrDigit = (c: number): boolean =>
  (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122) || c >= 128;
