import { stat } from "node:fs/promises";
import { DependencyError, NoDataError } from "../../errors.ts";

interface Closable {
  close(): void | Promise<void>;
}

/** The right to use one state of the file until `release()`; a newer file does not disturb it. */
export interface Lease<Opened> {
  readonly opened: Opened;
  release(): Promise<void>;
}

/** Hands out what was opened over a file that another process may replace at any time. */
export interface LakehouseHandle<Opened> {
  /** The newest state of the file. Throws NoDataError where there is no file, and whatever opening it throws. */
  acquire(): Promise<Lease<Opened>>;
  /** Closes now what nobody uses, and the rest as its last lease ends. Nothing can be acquired afterwards. */
  close(): Promise<void>;
}

interface Generation<Opened> {
  readonly fingerprint: string;
  readonly opened: Opened;
  leases: number;
  retired: boolean;
}

/**
 * A load replaces the file by rename. Every `acquire()` looks whether that happened and then opens the new file,
 * closing the old one when its last lease ends: a run sees one state of the data from beginning to end.
 */
export function lakehouseHandle<Opened extends Closable>(
  path: string,
  open: (path: string) => Promise<Opened>,
): LakehouseHandle<Opened> {
  let current: Generation<Opened> | null = null;
  let closed = false;
  // Why a chain: two runs that meet a new file at once must not both open it.
  let turn: Promise<unknown> = Promise.resolve();

  async function lease(): Promise<Lease<Opened>> {
    if (closed)
      throw new DependencyError("The lakehouse is being closed: the process is stopping.");
    const fingerprint = await fingerprintOf(path);
    if (current?.fingerprint !== fingerprint) {
      const opened = await open(path);
      const previous = current;
      current = { fingerprint, opened, leases: 0, retired: false };
      if (previous !== null) await retire(previous);
    }
    const generation = current;
    generation.leases += 1;
    let held = true;
    return {
      opened: generation.opened,
      async release() {
        if (!held) return;
        held = false;
        generation.leases -= 1;
        await closeIfUnused(generation);
      },
    };
  }

  return {
    acquire() {
      const mine = turn.then(lease, lease);
      turn = mine;
      return mine;
    },
    async close() {
      closed = true;
      await Promise.allSettled([turn]);
      if (current !== null) await retire(current);
      current = null;
    },
  };
}

async function retire<Opened extends Closable>(generation: Generation<Opened>): Promise<void> {
  generation.retired = true;
  await closeIfUnused(generation);
}

async function closeIfUnused<Opened extends Closable>(
  generation: Generation<Opened>,
): Promise<void> {
  if (generation.retired && generation.leases === 0) await generation.opened.close();
}

async function fingerprintOf(path: string): Promise<string> {
  const file = await stat(path, { bigint: true }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT")
      throw new NoDataError("Nothing is loaded yet. Load an export first: pnpm pay load FILE", {
        path,
      });
    throw new DependencyError(`${path} cannot be read: ${cause.message}`, { path, cause });
  });
  return `${file.ino}:${file.mtimeNs}:${file.size}`;
}
