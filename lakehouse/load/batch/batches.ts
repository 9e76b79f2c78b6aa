import type { Readable } from "node:stream";
import type { RecordSink } from "../csv/framer.ts";

/** Rows that could not be framed, kept with their line until the batch is written. */
export interface BrokenRecord {
  readonly line: number;
  readonly reason: string;
  readonly raw: string;
}

/** A run of framed records: bytes for DuckDB to read, and what was set aside on the way. */
export interface Batch {
  readonly bytes: Buffer;
  readonly records: number;
  readonly broken: readonly BrokenRecord[];
  readonly skipped: ReadonlyMap<string, number>;
  readonly cardNumbersMasked: number;
}

/** The first batch is small: until it is whole, nothing is read. */
const firstBatchBytes = 4 << 20;
const batchBytes = 32 << 20;

/** Collects framed records into batches: each record is prefixed with its line, its place in the batch and its length. */
export class BatchCollector implements RecordSink {
  #limit = firstBatchBytes;
  #buffer = Buffer.allocUnsafe(firstBatchBytes + (2 << 20));
  #length = 0;
  #records = 0;
  #broken: BrokenRecord[] = [];
  #skipped = new Map<string, number>();
  #masked = 0;
  readonly #separator: string;

  /** `separator` divides the prefix's numbers from each other and from the record. */
  constructor(separator: string) {
    this.#separator = separator;
  }

  get isFull(): boolean {
    return this.#length >= this.#limit || this.#broken.length >= 20_000;
  }

  record(line: number, bytes: Uint8Array, from: number, to: number): void {
    const separator = this.#separator;
    const size = to - from;
    this.#ensure(size + 64);
    const room = `${line}${separator}`;
    this.#length += this.#buffer.write(room, this.#length, "latin1");
    // The place of the record is behind its own prefix, whose width depends on that place: written padded.
    const at = this.#length + 10 + separator.length + 8 + separator.length;
    const place = `${String(at).padStart(10, "0")}${separator}${String(size).padStart(8, "0")}${separator}`;
    this.#length += this.#buffer.write(place, this.#length, "latin1");
    this.#buffer.set(
      from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to),
      this.#length,
    );
    this.#length += size;
    this.#buffer[this.#length++] = 10;
    this.#records += 1;
  }

  skipped(_line: number, kind: string): void {
    this.#skipped.set(kind, (this.#skipped.get(kind) ?? 0) + 1);
  }

  broken(line: number, reason: string, raw: string): void {
    this.#broken.push({ line, reason, raw });
  }

  masked(count: number): void {
    this.#masked += count;
  }

  /** Hands over what was collected and starts anew. */
  take(): Batch {
    const batch = {
      bytes: this.#buffer.subarray(0, this.#length),
      records: this.#records,
      broken: this.#broken,
      skipped: this.#skipped,
      cardNumbersMasked: this.#masked,
    };
    this.#limit = batchBytes;
    this.#buffer = Buffer.allocUnsafe(batchBytes + (2 << 20));
    this.#length = 0;
    this.#records = 0;
    this.#broken = [];
    this.#skipped = new Map();
    this.#masked = 0;
    return batch;
  }

  #ensure(size: number): void {
    if (this.#length + size <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(this.#length + size + (4 << 20));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

/** What turns chunks of a file into records of a sink. */
export interface Framer {
  push(chunk: Buffer): void;
  end(): void;
}

/** Frames a stream into batches. A batch is handed on while the next one is being framed. */
export async function* batches(
  head: Buffer,
  stream: Readable,
  framer: Framer,
  collector: BatchCollector,
): AsyncGenerator<Batch> {
  const slice = 64 << 10;
  for (let at = 0; at < head.length; at += slice) framer.push(head.subarray(at, at + slice));
  for await (const chunk of stream) {
    framer.push(chunk as Buffer);
    if (collector.isFull) yield collector.take();
  }
  framer.end();
  yield collector.take();
}
