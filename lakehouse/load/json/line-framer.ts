import { isUtf8 } from "node:buffer";
import { maskCardNumbers } from "../../card-number.ts";
import { mayHoldCardNumber } from "../csv/card-scan.ts";
import type { RecordSink } from "../csv/framer.ts";
import { maskJson } from "./mask-json.ts";

/** Frames newline-delimited JSON: one object a line, blank lines passed over. Bytes that are not UTF-8 make a line unreadable. */
export class LineFramer {
  #rest: Buffer = Buffer.alloc(0);
  #line = 1;
  #start = true;
  readonly #sink: RecordSink;
  readonly #idFields: ReadonlySet<string>;

  constructor(idFields: ReadonlySet<string>, sink: RecordSink) {
    this.#idFields = idFields;
    this.#sink = sink;
  }

  push(chunk: Buffer): void {
    const bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = this.#start && bytes[0] === 0xef ? 3 : 0;
    this.#start = false;
    for (;;) {
      const newline = bytes.indexOf(10, start);
      if (newline === -1) break;
      this.#emit(bytes, start, newline);
      start = newline + 1;
    }
    this.#rest = bytes.subarray(start);
  }

  end(): void {
    if (this.#rest.length > 0) this.#emit(this.#rest, 0, this.#rest.length);
    this.#rest = Buffer.alloc(0);
  }

  #emit(bytes: Buffer, start: number, newline: number): void {
    const line = this.#line++;
    let from = start;
    let to = newline;
    while (to > from && (bytes[to - 1] as number) <= 32) to -= 1;
    while (from < to && (bytes[from] as number) <= 32) from += 1;
    if (from === to) {
      this.#sink.skipped(line, "blank_line");
      return;
    }
    if (isPlainAscii(bytes, from, to) && !mayHoldCardNumber(bytes, from, to))
      this.#sink.record(line, bytes, from, to);
    else this.#rewrite(bytes.subarray(from, to), line);
  }

  #rewrite(raw: Buffer, line: number): void {
    if (!isUtf8(raw)) {
      const { text, found } = maskCardNumbers(raw.toString("latin1"));
      if (found > 0) this.#sink.masked(found);
      this.#sink.broken(line, "bad_encoding", text);
      return;
    }
    const { text, found, isJson } = maskJson(raw.toString("utf8"), this.#idFields);
    if (found > 0) this.#sink.masked(found);
    if (!isJson) {
      this.#sink.broken(line, "invalid_json", text);
      return;
    }
    const safe = Buffer.from(text);
    this.#sink.record(line, safe, 0, safe.length);
  }
}

function isPlainAscii(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = bytes[i] as number;
    if (c < 32 || c > 126) return false;
  }
  return true;
}
