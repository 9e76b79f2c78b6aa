import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { BusyError } from "../../errors.ts";
import { slots } from "./slots.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const limits = { short: 2, long: 3, longAfterMs: 250, waiting: 2, waitMs: 5_000 };

/** Whether a slot has been given by now. */
const isGiven = async (slot: Promise<unknown>): Promise<boolean> => {
  let given = false;
  void slot.then(() => {
    given = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  return given;
};

describe("slots", () => {
  test("are given to so many at a time, and then in the order of asking", async () => {
    const take = slots(limits);
    const [first] = await Promise.all([take(), take()]);
    const third = take();
    const fourth = take();
    expect(await isGiven(third)).toBe(false);
    first();
    expect(await isGiven(third)).toBe(true);
    expect(await isGiven(fourth)).toBe(false);
    (await third)();
    expect(await isGiven(fourth)).toBe(true);
  });

  test("leave the way free when statements take their time, as long as there is room for long ones", async () => {
    const take = slots(limits);
    const heavy = await Promise.all([take(), take()]);
    const quick = take();
    expect(await isGiven(quick)).toBe(false);
    await vi.advanceTimersByTimeAsync(limits.longAfterMs);
    expect(await isGiven(quick)).toBe(true);

    const more = [take(), take()];
    await vi.advanceTimersByTimeAsync(limits.longAfterMs);
    // Three are long now, and two have begun: that is all there is room for.
    await Promise.all(more);
    await vi.advanceTimersByTimeAsync(limits.longAfterMs);
    const late = take();
    expect(await isGiven(late)).toBe(false);
    heavy[0]();
    expect(await isGiven(late)).toBe(true);
  });

  test("turn away whoever comes when the line is full, at once", async () => {
    const take = slots(limits);
    await Promise.all([take(), take()]);
    const waiting = [take(), take()];
    await expect(take()).rejects.toBeInstanceOf(BusyError);
    await vi.advanceTimersByTimeAsync(limits.longAfterMs);
    await Promise.all(waiting);
  });

  test("turn away whoever waits for too long", async () => {
    const take = slots({ ...limits, long: 0 });
    await Promise.all([take(), take()]);
    const waiting = expect(take()).rejects.toThrow(/5000 ms/);
    await vi.advanceTimersByTimeAsync(limits.waitMs);
    await waiting;
  });

  test("are not waited for by whoever gave up, and go to the next in line", async () => {
    const take = slots(limits);
    const [first] = await Promise.all([take(), take()]);
    const left = new AbortController();
    const gone = expect(take(left.signal)).rejects.toThrow("given up");
    const next = take();
    left.abort(new Error("given up"));
    await gone;
    first();
    expect(await isGiven(next)).toBe(true);
    await expect(take(left.signal)).rejects.toThrow("given up");
  });

  test("given back twice count once", async () => {
    const take = slots({ ...limits, short: 1 });
    const release = await take();
    release();
    release();
    await take();
    expect(await isGiven(take())).toBe(false);
  });
});
