import type { World } from "../world.ts";
import { type Period, steps } from "./steps.ts";
import type { WorldSink } from "./world-sink.ts";

/** How much of a world was emitted. */
export interface Emitted {
  readonly attempts: number;
  readonly disputes: number;
  readonly fxRates: number;
}

export interface EmitOptions {
  readonly paymentsPerDay: number;
  /** Default: all of it. */
  readonly period?: Period;
  readonly signal?: AbortSignal;
  /** Called after each step: what is out so far, and the instant up to which the world is told. */
  onProgress?(emitted: Emitted, upTo: number): void;
}

/**
 * Plays a world into sinks. While they work on one step the next is simulated. Throws the reason
 * of `signal` when it aborts.
 */
export async function emitWorld(
  world: World,
  sinks: readonly WorldSink[],
  { paymentsPerDay, period, signal, onProgress = () => {} }: EmitOptions,
): Promise<Emitted> {
  let emitted: Emitted = { attempts: 0, disputes: 0, fxRates: 0 };
  const settled = () => Promise.all(sinks.map((sink) => sink.settled()));
  try {
    for (const step of steps(world, paymentsPerDay, period)) {
      await settled();
      signal?.throwIfAborted();
      for (const sink of sinks) sink.take(step);
      const { attempts, disputes, fxRates } = step.stretch;
      emitted = {
        attempts: emitted.attempts + attempts.count,
        disputes: emitted.disputes + disputes.length,
        fxRates: emitted.fxRates + fxRates.length,
      };
      onProgress(emitted, step.stretch.to);
    }
    await settled();
    return emitted;
  } finally {
    // A sink is closed by whoever opened it: nothing may still run on it.
    await Promise.allSettled(sinks.map((sink) => sink.settled()));
  }
}
