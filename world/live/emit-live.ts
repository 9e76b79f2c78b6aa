import { setTimeout as sleep } from "node:timers/promises";
import type { World } from "../world.ts";
import { eventLines } from "./event-lines.ts";
import type { Outlet } from "./outlet.ts";

export interface LiveOptions {
  /** Milliseconds since 1970 from which on events are sent; what happened before is known already. */
  readonly from: number;
  /** How busy the world is. */
  readonly paymentsPerDay: number;
  readonly signal: AbortSignal;
  /** The wall clock, in milliseconds since 1970. */
  readonly now: () => number;
  readonly tickMs?: number;
  /** Called after each batch: events sent so far, and the instant up to which the world is told. */
  onSent?(events: number, upTo: number): void | Promise<void>;
}

const dayMs = 86_400_000;
/** Payments of one batch, about: what bounds memory and the size of a file or a request. */
const paymentsPerBatch = 4_000;

/**
 * Plays a world as its events happen: first, as fast as they are taken, all from `from` to this moment, then each tick what
 * happened since the last. Never sends an event before its time. Ends when `signal` aborts.
 */
export async function emitLive(
  world: World,
  outlet: Outlet,
  { from, paymentsPerDay, signal, now, tickMs = 1_000, onSent = () => {} }: LiveOptions,
): Promise<void> {
  const lines = await eventLines(world);
  const stepMs = Math.max(1, Math.floor((paymentsPerBatch / paymentsPerDay) * dayMs));
  let upTo = from;
  let sent = 0;
  try {
    while (!signal.aborted) {
      const to = Math.min(now(), upTo + stepMs);
      if (to > upTo) {
        for (const stretch of world.stretches({ from: upTo, to, stepMs })) {
          const events = await lines.of(stretch);
          if (events.length > 0) await outlet.send(events, signal);
          sent += events.length;
        }
        upTo = to;
        await onSent(sent, upTo);
      }
      const wait = upTo + tickMs - now();
      if (wait > 0) await sleep(wait, undefined, { signal });
    }
  } catch (error) {
    // Being told to stop is how playing live ends.
    if (!signal.aborted) throw error;
  } finally {
    lines.close();
  }
}
