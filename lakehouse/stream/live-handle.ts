import { DependencyError } from "../../errors.ts";
import type { LakehouseHandle } from "../duckdb/lakehouse-handle.ts";
import type { Lakehouse } from "../duckdb/open-lakehouse.ts";
import { type SharedReads, sharedReads } from "../duckdb/shared-reads.ts";
import type { Warehouse } from "../warehouse.ts";

export interface LiveHandle extends LakehouseHandle<Lakehouse> {
  /** Silver and gold have changed. */
  changed(): void;
}

interface LiveOptions {
  /** So long what was read once of a warehouse (the catalogue) may be used while data streams in. */
  readonly freshForMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
}

/**
 * Hands out a lakehouse that this process writes to while it is read. A warehouse stands for one state of the data to
 * whoever remembers things about it; here it stands for the last few seconds, and then another one is handed out. What
 * statements return is never older than the last change.
 */
export function liveHandle(lakehouse: Lakehouse, { freshForMs, clock }: LiveOptions): LiveHandle {
  const reads = sharedReads();
  let opened = stateOf(lakehouse, reads);
  let since = clock();
  let hasChanged = false;
  let isClosed = false;
  return {
    changed() {
      reads.changed();
      hasChanged = true;
    },
    async acquire() {
      if (isClosed)
        throw new DependencyError("The lakehouse is being closed: the process is stopping.");
      if (hasChanged && clock() - since >= freshForMs) {
        opened = stateOf(lakehouse, reads);
        since = clock();
        hasChanged = false;
      }
      return { opened, release: async () => undefined };
    },
    async close() {
      isClosed = true;
    },
  };
}

/** The lakehouse with doors that stand for one state of the data: other objects than those of the state before. */
function stateOf(lakehouse: Lakehouse, reads: SharedReads): Lakehouse {
  const doors = new Map<Warehouse, Warehouse>();
  const own = (door: Warehouse): Warehouse => {
    const known = doors.get(door) ?? { ...reads.of(door) };
    doors.set(door, known);
    return known;
  };
  return {
    ...lakehouse,
    warehouse: own(lakehouse.warehouse),
    warehouseFor: (caller) => own(lakehouse.warehouseFor(caller)),
  };
}
