import { closeSync, openSync, writeSync } from "node:fs";
import { type CsvLayout, encode, headerText } from "./csv-layout.ts";

const flushAt = 1 << 20;

/** Writes a CSV file record by record in bounded memory; the header and a byte order mark come first. */
export class CsvWriter {
  readonly #layout: CsvLayout;
  readonly #file: number;
  #pending = "";

  constructor(path: string, layout: CsvLayout) {
    this.#layout = layout;
    this.#file = openSync(path, "w");
    if (layout.encoding === "utf8-bom") this.#pending = "\ufeff";
    this.line(headerText(layout));
  }

  line(text: string): void {
    this.#pending += text + this.#layout.newline;
    if (this.#pending.length >= flushAt) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#file);
  }

  #flush(): void {
    writeSync(this.#file, encode(this.#pending, this.#layout));
    this.#pending = "";
  }
}
