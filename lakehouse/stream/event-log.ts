import { mkdirSync } from "node:fs";
import { type FileHandle, open, readdir, readFile, rm, truncate } from "node:fs/promises";
import { join } from "node:path";
import { DependencyError } from "../../errors.ts";
import { segmentGroup, wholeGroups } from "./segment-group.ts";

/** A closed segment, ready to be taken into the lakehouse whole. */
export interface Segment {
  readonly number: number;
  readonly path: string;
  readonly bytes: number;
}

interface Waiting {
  readonly rows: Buffer;
  readonly written: PromiseWithResolvers<void>;
}

interface Active extends Segment {
  readonly handle: FileHandle;
  bytes: number;
}

const extension = ".csv";

/**
 * The durable queue in front of the lakehouse: numbered segment files, appended to in groups (one fsync for everything
 * that waits), sealed when the processor takes them, removed when the lakehouse holds them. One process owns the folder.
 */
export class EventLog {
  readonly #folder: string;
  #next: number;
  readonly #sealed: Segment[];
  #active: Active | null = null;
  #waiting: Waiting[] = [];
  #writing: Promise<void> = Promise.resolve();
  #isWriting = false;

  private constructor(folder: string, next: number, sealed: Segment[]) {
    this.#folder = folder;
    this.#next = next;
    this.#sealed = sealed;
  }

  /** Opens the folder. Segments up to `applied` are in the lakehouse and go; of the others what was half written goes. */
  static async open(folder: string, applied: number): Promise<EventLog> {
    mkdirSync(folder, { recursive: true });
    const sealed: Segment[] = [];
    const files = (await readdir(folder)).filter((name) => name.endsWith(extension)).sort();
    for (const name of files) {
      const path = join(folder, name);
      const number = Number(name.slice(0, -extension.length));
      const bytes = number <= applied ? 0 : await keepWholeGroups(path);
      if (bytes === 0) await rm(path);
      else sealed.push({ number, path, bytes });
    }
    return new EventLog(folder, Math.max(applied, sealed.at(-1)?.number ?? 0) + 1, sealed);
  }

  /** Bytes that the lakehouse does not hold yet. */
  get backlogBytes(): number {
    const waiting = this.#waiting.reduce((sum, { rows }) => sum + rows.length, 0);
    const sealed = this.#sealed.reduce((sum, { bytes }) => sum + bytes, 0);
    return waiting + sealed + (this.#active?.bytes ?? 0);
  }

  /** Resolves when the rows are durable. Throws DependencyError when they cannot be written; then they are not there. */
  append(rows: Buffer): Promise<void> {
    const written = Promise.withResolvers<void>();
    this.#waiting.push({ rows, written });
    this.#startWriting();
    return written.promise;
  }

  /** The oldest segment to be taken, closed. Null when nothing is waiting. */
  async take(): Promise<Segment | null> {
    if (this.#sealed.length === 0) await this.#exclusively(() => this.#seal());
    return this.#sealed[0] ?? null;
  }

  /** Forgets a segment that the lakehouse holds. */
  async remove(segment: Segment): Promise<void> {
    const at = this.#sealed.findIndex(({ number }) => number === segment.number);
    this.#sealed.splice(at, 1);
    await rm(segment.path);
  }

  /** Waits for what is being written and closes the active segment; it stays for the next start. */
  async close(): Promise<void> {
    await this.#exclusively(() => this.#seal());
  }

  #startWriting(): void {
    if (this.#isWriting) return;
    this.#isWriting = true;
    void this.#exclusively(async () => {
      this.#isWriting = false;
      const group = this.#waiting;
      this.#waiting = [];
      await this.#write(Buffer.concat(group.map(({ rows }) => rows))).then(
        () => group.forEach(({ written }) => void written.resolve()),
        (error: unknown) => group.forEach(({ written }) => void written.reject(error)),
      );
    });
  }

  async #write(rows: Buffer): Promise<void> {
    const group = segmentGroup(rows);
    try {
      this.#active ??= await this.#start();
      await this.#active.handle.write(group, 0, group.length, this.#active.bytes);
      await this.#active.handle.datasync();
      this.#active.bytes += group.length;
    } catch (cause) {
      // Why: a later group behind a half written one would be lost when the log is opened again.
      await this.#seal(this.#active?.bytes);
      const message = cause instanceof Error ? cause.message : String(cause);
      throw new DependencyError(`events cannot be stored: ${message}`, { cause });
    }
  }

  async #start(): Promise<Active> {
    const number = this.#next++;
    const path = join(this.#folder, `${String(number).padStart(12, "0")}${extension}`);
    const handle = await open(path, "wx");
    const folder = await open(this.#folder, "r");
    await folder.sync();
    await folder.close();
    return { number, path, handle, bytes: 0 };
  }

  async #seal(truncateTo?: number): Promise<void> {
    if (this.#active === null) return;
    const { handle, number, path, bytes } = this.#active;
    this.#active = null;
    if (truncateTo !== undefined) await handle.truncate(truncateTo);
    await handle.close();
    if (bytes === 0) await rm(path);
    else this.#sealed.push({ number, path, bytes });
  }

  /** One at a time, in order: writing and sealing share the active file. */
  #exclusively(work: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(work, work);
    return this.#writing;
  }
}

async function keepWholeGroups(path: string): Promise<number> {
  const segment = await readFile(path);
  const whole = wholeGroups(segment);
  if (whole < segment.length) await truncate(path, whole);
  return whole;
}
