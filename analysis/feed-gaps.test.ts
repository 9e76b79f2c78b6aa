import { expect, test } from "vitest";
import { feedGaps } from "./feed-gaps.ts";

const at = (day: number, hour: number) => new Date(Date.UTC(2026, 9, day, hour)).toISOString();
const week = { from: at(1, 0), to: at(8, 0) };

/** 40 events an hour by day, 2 by night, for seven days, without the hours left out. */
const feed = (missing: readonly string[]) =>
  Array.from({ length: 7 * 24 }, (_, index) => ({
    at: at(1, index),
    count: index % 24 >= 8 ? 40 : 2,
  })).filter((hour) => !missing.includes(hour.at));

test("busy hours without events are gaps, with what they usually bring", () => {
  const missing = [at(5, 12), at(5, 13)];
  expect(feedGaps(feed(missing), week, 7)).toEqual({ silentHours: missing, expected: 80 });
});

test("a quiet hour of the night is no gap", () => {
  expect(feedGaps(feed([at(5, 3)]), week, 7).silentHours).toEqual([]);
});

test("the hour that is still running is not judged", () => {
  const running = { from: at(1, 0), to: new Date(Date.UTC(2026, 9, 5, 12, 30)).toISOString() };
  const until = feed([]).filter((hour) => hour.at < at(5, 12));
  expect(feedGaps(until, running, 5).silentHours).toEqual([]);
});
