import { BusyError } from "../../errors.ts";

/** How many statements may run at a time. Each holds a thread of Node's pool, which has to keep some for files. */
export interface InFlight {
  /** Statements that have just begun. */
  readonly short: number;
  /** Statements that run for longer. */
  readonly long: number;
}

interface SlotLimits extends InFlight {
  /** After so long a statement counts as long, and makes room for short ones. */
  readonly longAfterMs: number;
  /** More than so many waiting are turned away. */
  readonly waiting: number;
  /** Whoever waits for longer is turned away. */
  readonly waitMs: number;
}

/** Waits for the right to run one statement; what it gives ends that right. Throws BusyError, or the signal's reason. */
export type TakeSlot = (signal?: AbortSignal) => Promise<() => void>;

interface Holder {
  lane: "short" | "long";
}

/**
 * Two lanes. A statement begins in the short one and is moved to the long one when it takes its time, so that heavy
 * statements are found out by what they do and leave the way free.
 */
export function slots(limits: SlotLimits): TakeSlot {
  const held = { short: 0, long: 0 };
  const overdue = new Set<Holder>();
  const line: (() => void)[] = [];

  function advance(): void {
    for (const holder of overdue) {
      if (held.long >= limits.long) break;
      overdue.delete(holder);
      holder.lane = "long";
      held.short -= 1;
      held.long += 1;
    }
    while (held.short < limits.short && line.length > 0) line.shift()?.();
  }

  function hold(): () => void {
    const holder: Holder = { lane: "short" };
    held.short += 1;
    const timer = setTimeout(() => {
      overdue.add(holder);
      advance();
    }, limits.longAfterMs);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      clearTimeout(timer);
      overdue.delete(holder);
      held[holder.lane] -= 1;
      advance();
    };
  }

  return async (signal) => {
    signal?.throwIfAborted();
    if (held.short < limits.short && line.length === 0) return hold();
    if (line.length >= limits.waiting)
      throw new BusyError(`${line.length} statements are waiting: try again shortly`);
    const turn = Promise.withResolvers<() => void>();
    const step = () => turn.resolve(hold());
    const leave = (reason: unknown) => {
      const place = line.indexOf(step);
      if (place === -1) return;
      line.splice(place, 1);
      turn.reject(reason);
    };
    const abort = () => leave(signal?.reason);
    const late = setTimeout(
      () => leave(new BusyError(`no statement could begin for ${limits.waitMs} ms: try again`)),
      limits.waitMs,
    );
    line.push(step);
    signal?.addEventListener("abort", abort, { once: true });
    try {
      return await turn.promise;
    } finally {
      clearTimeout(late);
      signal?.removeEventListener("abort", abort);
    }
  };
}
