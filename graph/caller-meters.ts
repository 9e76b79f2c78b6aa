import type { Caller } from "../lakehouse/access/caller.ts";
import { type Allowance, createMeter, type Meter } from "./meter.ts";

const windowMs = 3_600_000;
const mostCallers = 10_000;

/** What each caller may spend in an hour, whatever runs they start. */
export const createCallerMeters = (
  allowance: Allowance,
  clock: () => number,
): ((caller: Caller) => Meter) => {
  const meters = new Map<string, { readonly meter: Meter; readonly until: number }>();
  return (caller) => {
    const key = JSON.stringify(caller);
    const known = meters.get(key);
    if (known !== undefined && clock() < known.until) return known.meter;
    const meter = createMeter(allowance, "one caller in an hour");
    meters.delete(key);
    meters.set(key, { meter, until: clock() + windowMs });
    const [oldest] = meters.keys();
    if (meters.size > mostCallers && oldest !== undefined) meters.delete(oldest);
    return meter;
  };
};
