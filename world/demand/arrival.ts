import { keyOf, keyOfName, uniform } from "../random/counter.ts";
import { poisson } from "../random/distribution.ts";
import { minuteMs } from "../time.ts";
import type { Demand } from "./demand.ts";

/** A payment about to begin. */
export interface Arrival {
  readonly number: number;
  readonly key: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly demand: Demand;
}

/**
 * Numbers of the payments that can begin in one minute. The first half is the world's own; the rest is for incidents, in
 * equal parts, so that planting one renumbers nothing.
 */
export const slotsPerMinute = 2 ** 15;
export const ownSlots = slotsPerMinute / 2;
export const incidentSlots = 2 ** 10;

/** The most payments a day that fit into the numbers, busy hours included. */
export const maxPaymentsPerDay = 10_000_000;

const draws = { moment: 0 } as const;

/** The arrivals of a minute from slot `firstSlot` on, at most `slots` of them, in no order of time. */
export function* arrivalsOf(
  demand: Demand,
  minute: number,
  { expected, firstSlot, slots }: { expected: number; firstSlot: number; slots: number },
): Generator<Arrival> {
  const countKey = keyOf(keyOfName(demand.key, "arrivals"), minute);
  const count = Math.min(slots, poisson(uniform(countKey, firstSlot), expected));
  for (let slot = 0; slot < count; slot += 1) {
    const number = minute * slotsPerMinute + firstSlot + slot;
    const key = keyOf(demand.key, number);
    yield {
      number,
      key,
      at: minute * minuteMs + Math.floor(uniform(key, draws.moment) * minuteMs),
      demand,
    };
  }
}
